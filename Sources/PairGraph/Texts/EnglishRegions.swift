extension TextKey {
  /// Texts about contiguous groups.
  var englishOfRegions: String? {
    switch self {
    case .methodRegions: "contiguous regions"
    case .methodEvaluate: "the committees there are"
    case .regionHeadline: "{0} contiguous {0:group|groups} of {1} {1:place|places} on {2}; neighbours from {3}"
    case .regionEvaluated: "{0} {0:committee|committees} with {1} {1:place|places} on {2}; neighbours from {3}"
    case .regionRatio: "Between the groups lies {0} of what differs (1: nothing differs within them)"
    case .regionSizes: "Sizes: largest {0}, median {1}, smallest {2}"
    case .regionPrinciples: "Adjacent {0}, alike in industry {1}, in function {2}, strong with weak {3}, even start {4} (1 is best)"
    case .regionIslands: "{0} {0:place borders|places border} on none or {0:lies|lie} in too small a piece: {1}"
    case .regionLeftOut: "{0} {0:place is|places are} in no group"
    case .regionComparison:
      "With the committees there are ({0} places in both): adjusted Rand index {1}, mutual information {2}; {3} {3:place|places} would move"
    case .regionRow: "{0}  {1} {1:village|villages}, {2} households, {3} people, industries {4}: {5}"
    case .regionList: "Groups, the largest first"
    case .regionBorder: "border"
    case .regionWide: "wide: within a group"
    case .regionAreas: "number of places"
    case .bordersDelaunay: "coordinates (Delaunay)"
    case .bordersNearest: "coordinates (nearest)"
    case .regionNothingAsked:
      "how many groups? Give --groups K, or what each must have: --sizes 4...8, --floor COLUMN=N, --complement strong=yes"
    case .regionNoAreas: "{0} selects nothing to group; kinds of places there are: {1}. Choose with --of, e.g. --of place[kind=village]"
    case .regionNoColumn: "none of the places has a column `{0}`; there are: {1}"
    case .regionNoNumber: "column `{0}`, id {1}: `{2}` is no number; correct the cell, or empty it"
    case .regionNegative: "column `{0}`, id {1}: {2} is below 0 and cannot be summed up to a bound"
    case .regionManyValues:
      "column `{0}` has {1} different texts, more than {2}: that tells places apart, not alike; choose another for --by"
    case .regionNoNeighbours:
      "no neighbours are known: give adjacent.csv with columns a,b, or columns lat,lon in places.csv"
    case .regionNoCommittees:
      """
      no joint committee has any of these places among its members (members.csv) on this day; work teams, and committees of another kind, \
      are none. Give committees.csv with the kind {0}, and their places in members.csv; or another day with --on
      """
    case .regionAllLeftOut: "--islands drop leaves out all {0} {0:place|places}: none borders on another inside its unit"
    case .regionBelow:
      "{0} ({1} connected {1:place|places}) {1:is|are} a group by {1:itself|themselves}, below a bound: {2} is {3}, not {4}; see --islands"
    case .regionInSeveral: "{0} is in several committees and counts for each: {1}"
    case .regionMore: "and {0} more of the kind; --json lists all"
    case .regionNoSecretary:
      "nobody is found as secretary of {0} {0:committee|committees} (groups {1}): no cadre in office on the day with such a role, or its place is not known"
    case .regionUnplaced:
      "{0} {0:place has|places have} no coordinates and {0:is|are} drawn amid {0:its|their} neighbours, else below the map"
    case .regionUnknown: "unknown"
    case .bordersUnknown: "nowhere: none are known"
    case .helpReplacePlan: "Replace a plan in the folder that has been edited or is another."
    case .usagePlanFolder: "--plan takes a folder, not standard output"
    case .regionImpossible: "no such groups exist. Proof: {0}"
    case .regionUndecided:
      """
      found no groups that keep all bounds, and no proof that there are none: of {0} groups {1} {1:breaks|break} a bound. \
      Loosen a bound, or search longer with --seconds
      """
    case .reasonAboveCap: "{0} alone has {2} of {1}, above the cap of {3}"
    case .reasonBelowFloor:
      "{0} ({1} connected {1:place|places}) together have {3} of {2}, below the floor of {4}; see --islands"
    case .reasonNoNumber: "{0} ({1} connected {1:place|places}) would have to be at least {2} and at most {3} {3:group|groups}"
    case .reasonGroupCount: "{0} {0:group was|groups were} asked for; the bounds and the map allow {1} to {2}"
    case .helpWithin: "Groups cross no border of such places, e.g. township."
    case .helpRegionBy: "Columns that groups are to be alike in, e.g. industry,income. May be repeated."
    case .helpGroups: "How many groups; without it as many as the floors allow."
    case .helpSizes: "How many places a group has, e.g. 4...8 or 4..."
    case .helpFloor: "The least sum of a column in each group, e.g. population=5000. May be repeated."
    case .helpCap: "The greatest sum of a column in each group, e.g. households=800. May be repeated."
    case .helpComplement: "Each group holds at least one of these, e.g. strong=yes. May be repeated."
    case .helpNeighbours: "Neighbours are the N nearest by coordinates."
    case .helpIslands:
      "Places that border on none, and pieces below a floor: keep (a group each), join (to the nearest), or drop. (default: keep)"
    case .helpSeconds: "Go on searching for N seconds."
    case .helpEvaluate: "Judge the committees there are instead."
    case .helpPlan: "Write the plan to FOLDER: committees.csv, members.csv, plan.csv and the tables they need."
    case .usageNotBoth: "{0} and {1} exclude each other"
    case .usageSizes: "--sizes is written 4...8, 4..., ...8 or 6, with whole numbers from 1, the smaller one first"
    case .usageSeconds: "--seconds is a number from 0 to 1000000, such as 2.5"
    case .errorWouldReplacePlan:
      "{0} holds an earlier plan with files that would be written otherwise, edited or of other data or options: {1}. It is as it was. Write to another folder, or say --replace to lose what stands there"
    case .regionFiguresOf: "Known sums only: households of {0}, people of {1} of {2} {2:village|villages}; the others have no figure"
    case .regionWeightless: "{0} {0:row has|rows have} the weight 0 and {0:is|are} no {0:border|borders}"
    case .regionProven: "No other such groups are better: every way to divide the pieces of the map was tried"
    case .reasonNoPartition:
      "every way to divide {0} ({1} connected {1:place|places}) into contiguous groups was tried, and each breaks a bound"
    case .reasonNoPartitionInto:
      "every way to divide the {0} {0:place|places} into {1} contiguous {1:group|groups} was tried, and each breaks a bound"
    case .regionKnownOf: "{0} ({1} of {2} {2:village|villages})"
    case .usageColumnNumber:
      "{0} is written COLUMN=NUMBER, e.g. population=5000, with a number from 0 to 9007199254740992, up to which sums are exact"
    case .regionCompared: "Compared by {0}"
    case .regionReadNumbers: "{0} (numbers)"
    case .regionReadText: "{0} (text, {1} {1:value|values})"
    case .regionReadAlike: "{0} (the same everywhere)"
    case .regionLikeNumbers:
      "column `{0}` is read as text, which has no order, though {1} of {2} cells read like numbers: {3} line {4} has `{5}`; write {6}"
    case .regionNoNumberWrite: "column `{0}`, id {1}: `{2}` is not written as a number; write {3}"
    case .regionTooLarge:
      "column `{0}`, id {1}: {2} is above the limit of {3}, up to which sums are exact; write the column in a larger unit"
    case .regionSumTooLarge:
      "the sum of column `{0}` is above the limit of {1}, up to which sums are exact; write the column in a larger unit"
    case .regionAlike: "column `{0}` is the same everywhere, or empty: it tells no places apart; leave it out of --by, or fill it in"
    case .regionNothingCompared:
      "nothing is compared: there is no ratio, and no groups are better than others. Give columns that differ, e.g. --by industry,income"
    case .regionJoined: "{0} borders on none and was joined to {1}, the nearest by coordinates: no border, and none is counted"
    case .regionCannotJoin:
      """
      --islands join: {0} ({1} {1:place|places}) cannot be joined to the nearest, because no coordinates tell which it is. Give lat,lon in places.csv or a row in adjacent.csv, or use --islands keep or --islands drop
      """
    case .regionOneSpot:
      "all {0} places with coordinates have the same ones, which tell no neighbours; correct lat,lon in places.csv, or give adjacent.csv with columns a,b"
    case .regionNoRowsOfNeighbours:
      "no neighbours are known: adjacent.csv has no row between these places. Add rows to it with columns a,b, or columns lat,lon to places.csv"
    case .regionEmptyTable: "adjacent.csv has no row between these places; neighbours are from {0}"
    case .regionEmptyCells:
      "column `{0}`: {1} of {2} cells {1:is|are} empty and {1:counts|count} as 0 for its bound, the first in {3} line {4}; fill them in"
    case .regionKnownBound: "Known sums only: `{0}` of {1} of {2} {2:place|places}; an empty cell counts as 0 for its bound"
    case .regionUnknownCells:
      """
      found no groups that keep all bounds, and no proof that there are none: {0} {0:cell|cells} of {1} {0:is|are} empty and {0:counts|count} as 0. Fill them in, or loosen the bound
      """
    case .regionOnlyCaps:
      "how many groups? Upper bounds (--cap, --sizes ...N) are kept by groups of one place each. Give --groups K, or a lower bound, too: --sizes 4...8, --floor COLUMN=N"
    case .regionNoLevel: "no place lies in a `{0}`; --within takes one of: {1}"
    case .regionMoves: "Would move: {0}"
    case .regionMove: "{0} (from {1} to group {2})"
    case .regionLeadsSeveral:
      "{0} {0:person is|people are} proposed as secretary of several committees, as nobody else is free: {1}"
    case .regionLeads: "{0} (groups {1})"
    case .reasonCutAboveCap:
      "{0} has {1} {1:place|places} around it in parts that are below a lower bound without it; with it {2} is {3}, above the cap of {4}"
    case .usageRepeated: "{0} is given twice; give it once"
    default: nil
    }
  }
}
