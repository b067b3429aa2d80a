#!/usr/bin/env bash
# Writes what the commands give for each dataset: CSV and DOT, and SVG for looking at where Graphviz is installed.
# usage: notebooks-output/make.sh [FOLDER]   (default: this folder; .ci/run writes elsewhere and compares)
# The dates are fixed, so that the same data give the same bytes on any day.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-notebooks-output}
bin=${PAIRGRAPH:-.build/release/pairgraph}
[ -x "$bin" ] || swift build -c release --product pairgraph

# run NAME FILE COMMAND [OPTION ...]: writes NAME/FILE.csv, .dot, .txt
run() {
  local name=$1 file=$2 command=$3
  shift 3
  mkdir -p "$out/$name"
  local outputs=(--dot "$out/$name/$file.dot")
  [ "$command" = draw ] || outputs+=(--csv "$out/$name/$file.csv")
  LC_ALL=C "$bin" "$command" "datasets/$name" "$@" "${outputs[@]}" > "$out/$name/$file.txt"
}

# made PROFILE FILE COMMAND [OPTION ...]: the same for a generated network, into PROFILE-profile
made() {
  local profile=$1 file=$2 command=$3 data
  shift 3
  data=$(mktemp -d)
  "$bin" generate "$profile" -o "$data/$profile" --on 2024-12-31 --quiet
  # Its norms are not the question here.
  rm "$data/$profile/norms.csv"
  mkdir -p "$out/$profile-profile"
  LC_ALL=C "$bin" "$command" "$data/$profile" "$@" --csv "$out/$profile-profile/$file.csv" --dot "$out/$profile-profile/$file.dot" \
    | sed "s#$data/##" > "$out/$profile-profile/$file.txt"
  rm -r "$data"
}

run hubei-2020 summary summary --on 2020-02-08
run hubei-2020 coverage-round-1 coverage --on 2020-02-08
run hubei-2020 coverage-round-2 coverage --on 2020-02-20
run hubei-2020 coverage-before coverage --on 2020-02-01
run hubei-2020 overload-round-2 overload --on 2020-02-20 --max 1
run hubei-2020 around-shanxi draw --on 2020-02-20 --around 山西省 --hops 2
run xinjiang-2010 summary summary --on 2011-01-01
run xinjiang-2010 coverage coverage --on 2011-01-01
run xinjiang-2010 by-prefecture draw --on 2011-01-01 --by prefecture
run xinjiang-2010 coverage-zh coverage --on 2011-01-01 --lang zh
run xinjiang-2010 groups cluster --on 2011-01-01
run xinjiang-2010 metrics metrics --on 2011-01-01
run ganzhou-2022 summary summary --on 2024-12-31
run ganzhou-2022 coverage coverage --on 2024-12-31
run ganzhou-2022 coverage-zh coverage --on 2024-12-31 --lang zh
run ganzhou-2022 overload overload --on 2024-12-31 --max 1
run systems/s24-anding-joint-branches groups cluster --on 2024-06-30
run anding summary summary --on 2024-12-31
run anding whole draw --on 2024-12-31
run anding coverage-branches coverage --on 2024-12-31 --of branch
made anding regions cluster --on 2024-12-31 --method regions --groups 6 --sizes 4...8 --by industry,function,income --lang zh
made liupanshui regions cluster --on 2024-12-31 --method regions --groups 72 --within township --sizes 2...8 --by industry,function,income --lang zh

if command -v dot > /dev/null; then
  find "$out" -name '*.dot' | sort | while read -r file; do dot -Tsvg "$file" -o "${file%.dot}.svg"; done
fi
