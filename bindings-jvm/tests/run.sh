#!/bin/sh
# Uses the built jar as a user would: resolves it from a Maven repository into an empty folder outside of the tree,
# compiles plain Java against it, runs the checks and the conformance cases, whose count is the last line.
#
# run.sh <maven repository> <conformance folder> [mvn arguments, such as -o]
# KINGPOST_JAVAS names the java of other releases, which run the conformance cases too.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$1" && pwd)
conformance=$(cd "$2" && pwd)
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here/pom.xml" "$here/src" "$work"
cd "$work"
mvn -B -q "$@" -Dmaven.repo.local="$repository" dependency:copy-dependencies -DoutputDirectory=lib
ls lib
javac --release 8 -Xlint:all,-options -Werror -cp 'lib/*' -d classes src/*.java
mkdir tmp
for main in "Checks lib" "-Xmx512m Overhead"; do
    # A small heap, so that memory outside of it shows.
    # shellcheck disable=SC2086
    java -Xmx64m -Djava.io.tmpdir="$work/tmp" -cp 'classes:lib/*' $main
done
cd "$conformance" # what a case names is found from here
for java in java ${KINGPOST_JAVAS:-}; do
    "$java" -version 2>&1 | head -n 1
    "$java" -Xmx64m -Djava.io.tmpdir="$work/tmp" -cp "$work/classes:$work/lib/*" Conformance "$conformance"
done
