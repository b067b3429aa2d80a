/// `units.csv`, `branches.csv` and `committees.csv`.
struct GroupTables: Sendable {
  let layout: Layout
  let places: PlaceTable

  var units: GeneratedTable {
    let random = layout.stream("units")
    let seats = layout.levels.count > 1 ? layout.levels[layout.levels.count - 2] : layout.villages
    return GeneratedTable(
      "units.csv", ["id", "name", "kind", "level", "parent", "place"],
      zip(layout.profile.units, layout.unitGroups).map { group, rows in
        GeneratedTable.Section(count: rows.count) { index, bytes in
          layout.id(.unit, rows.lowerBound + index, to: &bytes)
          bytes.comma()
          let seat = seats.lowerBound + index * seats.count / rows.count
          self.name(ofUnit: rows.lowerBound + index, at: seat, to: &bytes)
          for cell in [group.kind, group.level] {
            bytes.comma()
            bytes.text(cell)
          }
          bytes.comma()
          bytes.comma()
          layout.id(.place, group.ending == nil ? seat : seats.lowerBound + random.below(seats.count, rows.lowerBound + index), to: &bytes)
        }
      })
  }

  /// 青溪镇 has departments, firms have names.
  func name(ofUnit unit: Int, at seat: Int, to bytes: inout [UInt8]) {
    let group = layout.unitGroups.firstIndex { $0.contains(unit) } ?? 0
    let value = layout.stream("unit names").value(unit)
    if let ending = layout.profile.units[group].ending {
      MadeUpNames.brand(value, to: &bytes)
      if layout.profile.units[group].kind == "企业" || layout.profile.units[group].kind == "合作社" {
        bytes.append(contentsOf: MadeUpNames.industries[SeededStream.below(MadeUpNames.industries.count, value << 20)])
      }
      bytes.text(ending)
    } else {
      places.name(seat, to: &bytes)
      bytes.append(contentsOf: MadeUpNames.departments[(unit - layout.unitGroups[group].lowerBound) % MadeUpNames.departments.count])
    }
  }

  /// The first branches are those of villages, the others those of units in turn.
  var branches: GeneratedTable {
    let villages = min(layout.villages.count, layout.count(.branch))
    let units = layout.count(.unit)
    let away = layout.profile.branches?.away ?? 0
    return GeneratedTable(
      "branches.csv", ["id", "name", "kind", "unit", "place", "members"],
      [
        GeneratedTable.Section(count: layout.count(.branch)) { index, bytes in
          layout.id(.branch, index, to: &bytes)
          bytes.comma()
          let isAway = index >= layout.count(.branch) - away
          let unit = units == 0 ? 0 : (index - villages + units) % units
          let kind = isAway ? "流动党支部" : index < villages || units == 0 ? "党支部" : ["党支部", "党支部", "党支部", "党总支", "党委"][index % 5]
          if index < villages || units == 0 {
            places.name(layout.villages.lowerBound + index % layout.villages.count, to: &bytes)
            bytes.text("村")
          } else {
            self.name(ofUnit: unit, at: layout.villages.lowerBound + index % layout.villages.count, to: &bytes)
          }
          bytes.text(kind)
          bytes.comma()
          bytes.text(kind)
          bytes.comma()
          if index >= villages, units > 0 { layout.id(.unit, unit, to: &bytes) }
          bytes.comma()
          if index < villages { layout.id(.place, layout.villages.lowerBound + index, to: &bytes) }
          bytes.comma()
          bytes.number(layout.members?.load(of: index) ?? 0)
        }
      ])
  }

  var committees: GeneratedTable {
    GeneratedTable(
      "committees.csv", ["id", "name", "kind", "place", "pattern"],
      zip(layout.profile.committees, layout.committeeGroups).map { group, rows in
        let seats = layout.list(group.places)
        return GeneratedTable.Section(count: rows.count) { index, bytes in
          layout.id(.committee, rows.lowerBound + index, to: &bytes)
          bytes.comma()
          let seat = seats[index * seats.count / rows.count]
          if index == 0, let name = group.firstName { bytes.text(name) } else { places.name(seat + index, to: &bytes) }
          bytes.text(group.kind)
          bytes.comma()
          bytes.text(group.kind)
          bytes.comma()
          layout.id(.place, seat, to: &bytes)
          bytes.comma()
          bytes.text(group.pattern)
        }
      })
  }
}
