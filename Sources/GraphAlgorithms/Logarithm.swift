extension Double {
  /// The natural logarithm of a positive finite number, to about 1e-15, without a mathematics library: the same bits on every machine.
  ///
  /// - Complexity: a few dozen additions.
  var logarithm: Double {
    // number = significand * 2^exponent with the significand in 1 ..< 2, brought near 1 so that the series is short.
    var (significand, exponent) = (significand, Double(self.exponent))
    if significand > 1.4142135623730951 { (significand, exponent) = (significand / 2, exponent + 1) }
    // ln x = 2 artanh((x - 1) / (x + 1)).
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for term in stride(from: 23, through: 1, by: -2) { sum = sum * square + 1 / Double(term) }
    return 2 * ratio * sum + exponent * 0.6931471805599453
  }
}
