internal import TableIO

extension LargeArray {
  /// Numbers that are 0, in huge pages where they are many.
  static func zeros<Number: FixedWidthInteger & BitwiseCopyable>(_ count: Int) -> [Number] {
    var array: [Number] = []
    reserve(count, in: &array)
    array.append(contentsOf: repeatElement(0, count: count))
    return array
  }
}
