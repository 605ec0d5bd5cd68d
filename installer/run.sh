#!/bin/sh
# Opens Loupe: checks what Linux needs, then `mvn javafx:run`. Arguments go to Maven.
set -eu
cd "$(dirname "$0")/.."
. installer/linux.sh
need_utf8
need_java
need_libraries
export ORT_DISABLE_TELEMETRY=1 OPENCV_LOG_LEVEL=SILENT
if [ -z "${DISPLAY:-}" ]; then
    echo "Loupe: no display here (DISPLAY is empty); running in a virtual one that nobody sees."
    need_packages xvfb xauth openbox
    in_display mvn -q -B javafx:run "$@"
fi
exec mvn -q -B javafx:run "$@"
