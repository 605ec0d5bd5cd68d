#!/bin/sh
# Passes the tests: checks what Linux needs, then `mvn verify` in a virtual display. Arguments go to Maven.
set -eu
cd "$(dirname "$0")/.."
. installer/linux.sh
need_utf8
need_java
need_libraries xvfb xauth openbox fonts-wqy-microhei
export ORT_DISABLE_TELEMETRY=1 OPENCV_LOG_LEVEL=SILENT
in_display mvn -B -ntp verify "$@"
