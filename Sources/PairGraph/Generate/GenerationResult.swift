/// What was generated.
public struct GenerationResult: Sendable {
  /// Rows of each table.
  public let tables: [(file: String, rows: Int)]
  /// How many answers there are to each fault, as findings and as bad rows.
  public let answers: [(fault: PlantedFault, findings: Int, diagnostics: Int)]
}

/// The folder holds files that would be written otherwise: edited, or of another seed, day or profile; of a plan, of other data or options.
public struct WouldReplace: Error, Sendable, Equatable {
  public let folder: String
  public let files: [String]
  /// Whether it was to be a plan of committees, not a generated network.
  public var isPlan = false
}

/// There is no such profile.
public struct UnknownProfile: Error, Sendable, Equatable {
  public let name: String

  /// The profile that was perhaps meant.
  public var nearest: String? {
    // Of a name as long as a page nobody wants the nearest.
    if name.utf8.count > 40 { return nil }
    let near = NetworkGenerator.profiles.map { ($0, EditDistance.between($0, name.lowercased())) }.min { $0.1 < $1.1 }
    return near.flatMap { $0.1 <= 3 && $0.1 < name.count ? $0.0 : nil }
  }
}
