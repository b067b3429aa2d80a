extension TextKey {
  /// Texts about groups and measures.
  var englishOfGroups: String? {
    switch self {
    case .clusterHeadline: "{0} {0:group|groups} of {1} {1:node|nodes} by {2} on {3}"
    case .clusterModularity: "Modularity {0} (resolution {1}, seed {2})"
    case .clusterPotts: "Constant Potts model {0} (resolution {1}, seed {2})"
    case .clusterSizes: "Sizes: largest {0}, median {1}, smallest {2}; alone: {3}"
    case .clusterLargest: "Largest groups, with those in the middle of each"
    case .clusterRow: "{0}  {1} {1:node|nodes}: {2}"
    case .clusterCoreRow: "{0}  {1} {1:node|nodes} of core number {3}: {2}"
    case .clusterCrowded:
      "{0} {0:helper joins|helpers join} more than {1} of these nodes each: each of those is tied to {2} others of them instead of all"
    case .clusterNothing: "nothing ties these nodes: every one is a group of its own"
    case .groupsTitle: "{0}, groups by {1}, {2}"
    case .groupBox: "group {0}: {1} {1:node|nodes}"
    case .groupsRest: "{0} smaller groups: {1} nodes"
    case .groupsAlone: "{0} nodes alone"
    case .legendTie: "tie"
    case .methodLeiden: "Leiden"
    case .methodComponents: "connected components"
    case .methodCores: "core numbers"
    case .metricsHeadline: "{0} {0:node|nodes}, {1} {1:tie|ties}, {2} {2:component|components} on {4}; the largest has {3} {3:node|nodes}"
    case .metricsCores: "Densest core: {0} {0:node|nodes} of core number {1}"
    case .metricsExact: "Betweenness: exact"
    case .metricsSample:
      "Betweenness: estimated along the paths from {0} {0:node|nodes}; with a chance of 95 % no value is off by more than {1}"
    case .metricsCuts: "Single points of failure: {0} {0:node|nodes}, and {1} {1:tie|ties} that nothing replaces"
    case .metricsNoCuts: "No node and no tie is a single point of failure"
    case .metricsCutRow: "{0}: without it {1} {1:neighbour has|neighbours have} nobody else, {2} {2:node is|nodes are} cut off"
    case .metricsOnlyHelpers: "Only helpers: {0} {0:node|nodes} without whom {1} {1:has|have} nobody"
    case .metricsOnlyRow: "{0}: {1} {1:node has|nodes have} no other helper"
    case .metricsLong: "the exact betweenness follows paths from {0} nodes over {1} ties and may take long; --sample 1000 estimates it"
    case .helpCluster: "Finds groups that act together: communities, components, cores."
    case .helpMethod: "How groups are found: leiden (communities), regions (contiguous), components, or cores. (default: leiden)"
    case .helpClusterOf: "Group these nodes by what they share, e.g. place[kind=village]."
    case .helpTies: "What ties the nodes of --of: shared (helpers, units, committees) or adjacent. (default: shared)"
    case .helpQuality: "What leiden makes as large as it can: modularity or cpm. (default: modularity)"
    case .helpResolution: "The larger, the smaller the communities. (default: 1)"
    case .helpClusterSeed: "Seed of the search: the same seed gives the same groups. (default: 1)"
    case .helpIterations: "How often the search goes on from what it has found; 0: until nothing is gained. (default: 2)"
    case .helpRestarts: "Searches with seeds of their own, the best of which is kept. (default: up to 20 in small networks, else 1)"
    case .helpMetrics: "Measures every node, and finds single points of failure."
    case .helpBridges: "Write the ties that nothing replaces to FILE, or to standard output with -."
    case .helpSample: "Estimate the betweenness along the paths from N nodes."
    case .helpSampleSeed: "Seed that chooses the nodes of --sample. (default: 1)"
    case .usageOneOf: "{0} is one of: {1}"
    case .usageResolution: "--resolution is a number from 0, such as 0.5"
    case .usageOnlyWith: "{0} needs {1}"
    default: nil
    }
  }
}
