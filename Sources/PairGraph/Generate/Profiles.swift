/// The profiles there are: a new one is a file in `Profiles` and a line here.
enum Profiles {
  static let all: [(name: String, make: @Sendable (Scale) -> Profile)] = [
    ("anding", Profile.anding), ("chengxiang", Profile.chengxiang), ("suifenhe", Profile.suifenhe), ("wanyuan", Profile.wanyuan),
    ("liupanshui", Profile.liupanshui), ("shanghai", Profile.shanghai), ("huanggang", Profile.huanggang), ("province", Profile.province),
    ("nation", Profile.nation),
  ]
}
