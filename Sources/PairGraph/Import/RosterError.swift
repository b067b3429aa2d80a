/// A roster cannot be imported as it is.
public struct RosterError: Error, Sendable, Equatable {
  public enum Problem: String, Sendable, CaseIterable {
    /// No line looks like a header.
    case noHeader = "no-header"
    /// Lines above the header look like rows of the table.
    case rowsAboveHeader = "rows-above-header"
    /// A line below the header is one, too, and names other columns.
    case otherHeader = "other-header"
    /// Headers can mean several things, and nothing beside them decides.
    case ambiguous = "ambiguous-header"
    /// No column names a household or a helper.
    case noNames = "no-names"
    /// A mapping names a column or a field that does not exist.
    case badMapping = "bad-mapping"
    /// A mapping file says a number of a column that is none.
    case badMappingColumn = "bad-mapping-column"
    /// A mapping file says a number of a helper that is none.
    case badMappingGroup = "bad-mapping-group"
    /// A mapping says two things of one column.
    case contradiction = "mapping-contradiction"
    /// `--map` names a roster that is none of those given.
    case unknownRoster = "unknown-roster"
    /// `--map` names a roster as several are called.
    case manyRosters = "many-rosters"
    /// The folder holds files that the import would write otherwise.
    case wouldReplace = "would-replace"
  }

  public var problem: Problem
  /// Whether the command line alone is wrong, whatever the rosters hold.
  public var isWrongUsage: Bool { problem == .unknownRoster || problem == .manyRosters }
  /// The file or folder as the user named it.
  public var file: String
  public var line: Int?
  /// What the message is about: headers seen, the line of the header, it and the other line, what is wrong with a mapping, or files that would be replaced.
  public var details: [String]
  /// Headers that have to be mapped by hand.
  public var questions: [Question]

  /// A header that nothing decides.
  public struct Question: Sendable, Equatable {
    public var header: String
    /// Number of the column, from 1.
    public var column: Int
    /// The fields it may be.
    public var candidates: [String]
    /// What `--map` takes for it, with the first candidate.
    public var option: String
  }

  init(_ problem: Problem, file: String, line: Int? = nil, details: [String] = [], questions: [Question] = []) {
    self.problem = problem
    self.file = file
    self.line = line
    self.details = details
    self.questions = questions
  }
}
