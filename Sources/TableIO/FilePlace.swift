/// Where a path leads, however it is spelled: to a file, or to a name in a folder where no file is yet.
///
/// Two paths with equal places are one file: by way of `.` and `..`, of links, or as two names of one file.
package struct FilePlace: Hashable, Sendable {
  /// The file; where there is none, its folder.
  private let file: SystemCalls.FileID
  /// Empty where there is a file.
  private let name: String

  /// nil where there is not even a folder.
  package init?(path: String) {
    if let file = SystemCalls.fileID(of: path) {
      self.file = file
      name = ""
      return
    }
    guard let (folder, name) = Self.target(of: path).map(Self.split), let file = SystemCalls.fileID(of: folder) else { return nil }
    self.file = file
    self.name = name
  }

  /// What a link that leads to nothing would lead to; the path itself where it is no link, nil where links go in a circle.
  static func target(of path: String) -> String? {
    var path = path
    // As many links as systems follow.
    for _ in 0..<40 {
      guard let next = SystemCalls.destination(ofLink: path) else { return path }
      let folder = split(path).folder
      path = next.hasPrefix("/") || folder == "." ? next : folder + "/" + next
    }
    return nil
  }

  /// The folder and the name in it.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }
}
