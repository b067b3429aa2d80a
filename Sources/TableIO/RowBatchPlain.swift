/// The slow way to fill a batch, by `PlainScan`: for parts whose quoting is not well-formed, and for what is wrong with their end.
extension RowBatch {
  func fillPlainly(_ source: ByteSource, from first: Int, limit: Int) throws(TableError) {
    (hasQuotes, hasDoubledQuotes) = (true, true)
    starts.clear(reserving: 1024)
    ownEnds.clear(reserving: 1024 * columnCount)
    endsAreSeparators = false
    let plain = PlainScan(delimiter: delimiter)
    var position = first
    while position < limit {
      if position >= length && atEnd { break }
      let record = plain.record(from: position, count: length) { byte($0) }
      // A carriage return that ends what was read may be half of a line end, and any end of it may be half a record.
      if !atEnd, record.reachedEnd || record.next >= length {
        if length - position > Self.longestRecord { return failTooLong(at: position) }
        try more(source, atLeast: length * 2)
        continue
      }
      if let quote = record.unclosedQuote { return failUnclosed(record: position, quote: quote) }
      take(record)
      position = record.next
    }
    next = origin + position
    lineCount = lines(to: position)
    rowCount = starts.count
  }

  func take(_ record: PlainScan.Record) {
    guard !record.isBlank, let end = record.ends.last else { return }
    if let invalid = firstInvalid(from: record.start, to: end) {
      let field = record.ends.firstIndex { $0 >= invalid } ?? 0
      addFault(.invalidUTF8, start: record.start, end: end, at: field == 0 ? record.start : record.ends[field - 1] + 1, field: field)
    } else if let text = record.textAfterQuote {
      let field = record.ends.firstIndex { $0 >= text } ?? 0
      addFault(.textAfterQuote, start: record.start, end: end, at: field == 0 ? record.start : record.ends[field - 1] + 1, field: field)
    } else if record.ends.count != columnCount {
      addFault(wrongCount: record.ends.count, start: record.start, end: end)
    } else {
      starts.ensure(1)
      starts.append(record.start)
      ownEnds.ensure(columnCount)
      for each in record.ends { ownEnds.append(each) }
    }
  }

  func firstInvalid(from start: Int, to end: Int) -> Int? {
    var position = start
    while position < end {
      if byte(position) < 0x80 {
        position += 1
        continue
      }
      let length = UTF8Form.length(of: (position..<min(position + 4, end)).lazy.map { self.byte($0) })
      if length < 0 { return position }
      position += length
    }
    return nil
  }

  func failUnclosed(from first: Int) {
    var position = first
    let plain = PlainScan(delimiter: delimiter)
    while position < length {
      let record = plain.record(from: position, count: length) { byte($0) }
      if let quote = record.unclosedQuote { return failUnclosed(record: position, quote: quote) }
      position = record.next
    }
  }

  func failUnclosed(record: Int, quote: Int) {
    fatal = RowFault(
      problem: .unclosedQuote, start: origin + record, end: origin + length, line: lines(to: quote), byte: origin + quote,
      field: PlainScan(delimiter: delimiter).record(from: record, count: length) { byte($0) }.ends.count)
    next = origin + length
  }

  func failTooLong(at first: Int) {
    fatal = RowFault(
      problem: .recordTooLong, start: origin + first, end: origin + length, line: lines(to: first), byte: origin + first, field: nil)
    next = origin + length
  }
}
