/// One way in which rows name somebody: rows that agree in all that identity rests on share one.
///
/// The order of the parts leaves no gaps between them: 64 bytes, of which there are as many as rows.
struct Mention: Sendable {
  var name: UInt32
  /// A number that is no good one; `none` without.
  var idText: UInt32
  var idNumber: UInt64
  var phone: UInt64
  /// The unit of a cadre; `none` without.
  var unit: UInt32
  /// Where the household is, of a cadre the one he helps; `none` without.
  var place: UInt32
  /// The household's own number in a register; of a cadre the place of his own row, of a member the household. `none` without.
  var register: UInt32
  var branch: UInt32 = .max
  /// The first row, counted over all rosters, and how many there are.
  var row: UInt32
  var rows: UInt32 = 1
  /// The end of its row in a table, in a chunk of the book.
  var fragment: Fragment
  var idState: ResidentID.State
}

/// Bytes in a chunk.
struct Fragment: Sendable {
  var chunk: UInt32 = 0
  var start: UInt32 = 0
  var end: UInt32 = 0
}
