/// What an import decided by itself, so that staff can check it: a row of `merges.csv`.
public struct ImportNote: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Taken for the same person or household on less than a resident id.
    case merged
    /// The same name in one unit or village, and a different resident id, register number, phone, group or village: two. Or the same name and
    /// phone in two units or villages.
    case keptApart = "kept-apart"
    /// Fits several people who are not one: kept for itself, with those it may be.
    case unclear
    /// Known by a name alone, and others have it, too: kept apart. One for each name, with the rows that know nothing else.
    case nameAlone = "name-alone"
    /// The same resident id under another name: one person.
    case otherName = "other-name"
    /// The same resident id in several households, or of a member of one and the head of another: the first counts.
    case twoHouseholds = "two-households"
    /// A resident id that a spreadsheet turned into a number.
    case damagedID = "damaged-id"
    /// A number of a household that lost its digits in a spreadsheet: it identifies nobody.
    case damagedNumber = "damaged-number"
    /// A number of a household that rows with different resident ids have: it identifies nobody.
    case sharedNumber = "shared-number"
    /// A resident id with a wrong check digit, none at all, or one for two people.
    case badID = "bad-id"
    /// A phone cell that held more than one number, a name or a date.
    case phoneApart = "phone-apart"
    /// A phone cell that could not be read in full, lost digits in a spreadsheet, or may be of either of two people: kept as it stands.
    case badPhone = "bad-phone"
    /// A beginning of a pairing that held its end, too.
    case datesApart = "dates-apart"
    /// A cell with several names.
    case namesApart = "names-apart"
    /// A cell that may hold several names, or one: kept as it stands.
    case namesUnclear = "names-unclear"
    /// A cell that was read as naming nobody, and is none of the plain words for that: of a helper or a head one note for each text.
    case nobody
    /// A state of a pairing that is not known: one note for each. The pairing counts as alive.
    case unknownState = "unknown-state"
    /// A value that does not fit and was left out.
    case leftOut = "left-out"
    /// Rows of one household or person that say different things, its place, unit or branch among them: the first counts.
    case differs
    /// Its place may be written in a row above that was rejected or is none, and was not filled.
    case unplaced
    /// Rows without a helper below one that has one, where all of their place are so: perhaps a merged cell. One note for each roster.
    case helperAbove = "helper-above"
    /// A line taken for a total, a title or a note, and not imported.
    case noRow = "no-row"
  }

  public var kind: Kind
  public var file: String
  public var line: Int
  /// `cadre`, `household`, `person` or `unit`; of a line that is no row `subtotal`, `title` or `note`.
  public var type: String
  /// The node the row became or joined.
  public var id: String
  public var name: String
  /// The other node, or the candidates, joined by blanks; `+3` behind them for three more that are not listed.
  public var others: String
  /// What it rests on, or the cell or line in question.
  public var basis: String
  /// How many rows.
  public var rows: Int
}
