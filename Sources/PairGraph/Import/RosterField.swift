/// Whom a column of a roster is about.
enum RosterEntity: String, Sendable, CaseIterable {
  case place, household, person, helper, unit, pairing, visit, committee
  /// The table as a whole: numbers of rows, the day of the data.
  case table
}

/// What a column of a roster holds: the canonical fields of the project.
enum RosterField: String, Sendable, CaseIterable {
  case rowNumber = "row_no"
  case dataDate = "data_date"
  case province, prefecture, county, township, village
  case naturalVillage = "natural_village"
  case group
  case villageCode = "village_code"
  case divisionCode = "division_code"
  case householdID = "household_id"
  case headName = "head_name"
  case headIDNumber = "head_id_number"
  case householdSize = "household_size"
  case address
  case householdPhone = "household_phone"
  case householdKind = "household_kind"
  case monitorKind = "monitor_kind"
  case povertyOutFlag = "poverty_out_flag"
  case povertyOutDate = "poverty_out_date"
  case riskCleared = "risk_cleared"
  case riskFoundOn = "risk_found_on"
  case riskClearedOn = "risk_cleared_on"
  case riskLevel = "risk_level"
  case riskKinds = "risk_kinds"
  case firstIdentifiedOn = "first_identified_on"
  case cause
  case otherCause = "other_cause"
  case risk
  case incomePerHead = "income_per_head"
  case insurance = "serious_illness_insurance"
  case unsafeHouse = "unsafe_house"
  case safeWater = "safe_water"
  case personID = "person_id"
  case personName = "person_name"
  case relation
  case personIDNumber = "person_id_number"
  case personPhone = "person_phone"
  case personIdentifiedOn = "person_identified_on"
  case gender, ethnicity, education
  case birthDate = "birth_date"
  case schoolState = "school_state"
  case health, labour
  case labourSkill = "labour_skill"
  case workMonths = "work_months"
  case helperName = "helper_name"
  case helperIDNumber = "helper_id_number"
  case helperPhone = "helper_phone"
  case helperUnit = "helper_unit"
  case helperBranch = "helper_branch"
  case helperPost = "helper_post"
  case rank, politics, department
  case isFirstSecretary = "is_first_secretary"
  case isTeamLeader = "is_team_leader"
  case isTeamMember = "is_team_member"
  case teamKind = "team_kind"
  case duty
  case dutyState = "duty_state"
  case dutyRange = "duty_range"
  case unitKind = "unit_kind"
  case affiliation
  case unitCode = "unit_code"
  case unitAddress = "unit_address"
  case unitContact = "unit_contact"
  case unitContactPhone = "unit_contact_phone"
  case pairStart = "pair_start"
  case pairEnd = "pair_end"
  case pairRange = "pair_range"
  case pairState = "pair_state"
  case pairReason = "pair_reason"
  case agreement, measures
  case helpYear = "help_year"
  case visitDate = "visit_date"
  case visitor
  case visitTitle = "visit_title"
  case visitPlace = "visit_place"
  case nextDue = "next_due"
  case lastVisit = "last_visit"
  case remark
  case jointCommittee = "joint_committee"
  /// A column of the user's own: kept under its own header.
  case attribute
  /// A column that is left out because the user said so.
  case ignore

  var entity: RosterEntity {
    switch self {
    case .rowNumber, .dataDate, .ignore: .table
    case .province, .prefecture, .county, .township, .village, .naturalVillage, .group, .villageCode, .divisionCode: .place
    case .personID, .personName, .relation, .personIDNumber, .personPhone, .personIdentifiedOn: .person
    case .helperName, .helperIDNumber, .helperPhone, .helperUnit, .helperBranch, .helperPost, .rank, .department, .isFirstSecretary,
      .isTeamLeader, .isTeamMember, .teamKind, .duty, .dutyState, .dutyRange, .politics:
      .helper
    case .unitKind, .affiliation, .unitCode, .unitAddress, .unitContact, .unitContactPhone: .unit
    case .pairStart, .pairEnd, .pairRange, .pairState, .pairReason, .agreement, .measures, .helpYear: .pairing
    case .visitDate, .visitor, .visitTitle, .visitPlace, .nextDue, .lastVisit: .visit
    case .jointCommittee: .committee
    default: .household
    }
  }

  /// Belongs to one helper of a row, or to all of them.
  var isOfHelpers: Bool { [.helper, .unit, .pairing].contains(entity) }

  /// May be said of all helpers of a row at once; nobody shares a name or a resident id.
  var mayBeShared: Bool { isOfHelpers && self != .helperName && self != .helperIDNumber }

  /// Levels of the place tree from the top, with the kind of their nodes.
  static let placeLevels: [(field: RosterField, kind: String)] = [
    (.province, "province"), (.prefecture, "prefecture"), (.county, "county"), (.township, "township"), (.village, "village"),
    (.naturalVillage, "natural_village"), (.group, "group"),
  ]

  /// Who somebody is, and when a pairing counts: two columns of one group cannot both be it.
  var isDecisive: Bool {
    switch self {
    case .headName, .headIDNumber, .householdID, .householdPhone, .personName, .personIDNumber, .personPhone, .personID, .helperName,
      .helperIDNumber, .helperPhone, .helperUnit, .pairStart, .pairEnd, .pairRange, .visitDate, .unitContactPhone:
      true
    default: entity == .place
    }
  }

  /// Belongs to whoever stands to its left: a helper, a member of the household, or the household.
  var followsItsNeighbour: Bool { [.gender, .ethnicity, .education, .birthDate, .health, .politics].contains(self) }

  /// Says something of a helper or a pairing that is nothing without one; flags and states say nothing where there is none.
  var isDetailOfHelper: Bool {
    switch self {
    case .helperName, .helperUnit, .helperPhone, .isFirstSecretary, .isTeamLeader, .isTeamMember, .dutyState, .pairState: false
    default: entity == .helper || entity == .pairing
    }
  }

  /// A row with one of these is about a household.
  var namesHousehold: Bool { self == .headName || self == .headIDNumber || self == .householdID }

  /// One of these makes a table a roster.
  var namesSomebody: Bool { [.headName, .helperName, .personName, .householdID, .helperUnit].contains(self) }
}
