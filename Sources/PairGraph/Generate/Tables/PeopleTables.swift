/// `cadres.csv` and `households.csv`.
struct PeopleTables: Sendable {
  let layout: Layout

  var cadres: GeneratedTable {
    let columns = ["id", "name", "unit", "branch", "place", "role", "rank", "capacity", "since", "until"]
    let (names, values) = (layout.stream("cadre names"), layout.stream("cadres"))
    return GeneratedTable(
      "cadres.csv", columns,
      zip(layout.profile.cadres, layout.cadreGroups).map { group, rows in
        let places = layout.list(group.places)
        let units = group.units.map { layout.list(.units($0)) }
        let villageBranches = min(layout.villages.count, layout.count(.branch))
        let quotas = Quotas(layout, group, rows)
        return GeneratedTable.Section(count: rows.count) { index, bytes in
          let cadre = rows.lowerBound + index
          layout.id(.cadre, cadre, to: &bytes)
          bytes.comma()
          MadeUpNames.person(names.value(cadre), to: &bytes)
          bytes.comma()
          let unit = units.map { $0[index % $0.count] }
          if let unit { layout.id(.unit, unit, to: &bytes) }
          bytes.comma()
          let place = places[index * places.count / rows.count]
          let village = place - layout.villages.lowerBound
          if 0..<villageBranches ~= village {
            layout.id(.branch, village, to: &bytes)
          } else if let unit, villageBranches + unit < layout.count(.branch) {
            layout.id(.branch, villageBranches + unit, to: &bytes)
          }
          bytes.comma()
          layout.id(.place, place, to: &bytes)
          bytes.comma()
          bytes.text(group.role)
          bytes.comma()
          bytes.text(quotas.rank(of: cadre))
          bytes.comma()
          if let capacity = quotas.capacity(of: cadre) { bytes.number(capacity) }
          bytes.comma()
          bytes.day(layout.day - 2000 - values.below(4000, cadre))
          bytes.comma()
        }
      })
  }

  var households: GeneratedTable {
    let (names, sizes) = (layout.stream("household names"), layout.stream("sizes"))
    // index = kind, value = end of its positions in the order of kinds.
    var ends: [(end: Int, kind: [UInt8])] = []
    for kind in layout.profile.households?.kinds ?? [] { ends.append(((ends.last?.end ?? 0) + kind.count, Array(kind.kind.utf8))) }
    let (kinds, other) = (ends, Array((layout.profile.households?.otherKind ?? "").utf8))
    // Most have three or four.
    let usual = [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 6, 6, 7]
    return GeneratedTable(
      "households.csv", ["id", "head", "place", "kind", "size", "need"],
      [
        GeneratedTable.Section(count: layout.count(.household)) { household, bytes in
          layout.id(.household, household, to: &bytes)
          bytes.comma()
          MadeUpNames.person(names.value(household), to: &bytes)
          bytes.comma()
          layout.id(.place, layout.villages.lowerBound + (layout.households?.holder(of: household) ?? 0), to: &bytes)
          bytes.comma()
          let position = layout.householdOrder.position(of: household)
          var kind = other
          for known in kinds where position < known.end {
            kind = known.kind
            break
          }
          bytes.append(contentsOf: kind)
          bytes.comma()
          bytes.number(usual[sizes.below(usual.count, household)])
          bytes.comma()
        }
      ])
  }
}
