# What ops/demo and ops/bench have in common: finding Java 25 and Maven, building what is missing. Sourced, not run.

source "$(dirname "${BASH_SOURCE[0]}")/java.bash"

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# written by every build, so its age is the build's
class_path_file=$home/ops/target/class-path

die() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 1
}

is_stale() {
  [[ ! -f $class_path_file ]] || ! ls "$home"/{hub,spoke-adapter}/target/*-exec.jar >/dev/null 2>&1 ||
    [[ -n $(find "$home/pom.xml" "$home"/{protocol-spec,hub,spoke-adapter,ops} \
      -name target -prune -o \( -name '*.md' -o -name '*.bash' -o -path '*/src/test/*' \) -prune -o \
      -type f -newer "$class_path_file" -print -quit) ]]
}

build() {
  is_stale || return 0
  command -v mvn >/dev/null || die 'Maven is needed to build: install Maven 3.8 or later (package maven).'
  local log=$home/ops/target/build.log
  mkdir -p "$home/ops/target"
  echo 'Building (the first time some minutes, for Maven fetches what it needs)…'
  # Maven's own words are too many; which module it has come to is enough
  if ! mvn -B -f "$home/pom.xml" -Dmaven.test.skip=true package 2>&1 | tee "$log" |
    sed -u -n 's|^\[INFO\] Building \(.*[^ ]\) [0-9][^ ]* *\(\[.*\]\)$|  \1 \2|p'; then
    tail -n 40 "$log" >&2
    die "the build failed; all it said is in $log"
  fi
}

# launch MAIN-CLASS ARGUMENT...
launch() {
  find_java || exit 1
  build
  exec "$java_home/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    ${java_options:-} -cp "$(<"$class_path_file"):$(echo "$home"/ops/target/snodo-ops-*.jar)" "$@"
}
