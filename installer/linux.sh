# Sourced by run.sh and test.sh: finds what a bare Debian or Ubuntu lacks, installs it when that is allowed, else names it.

# need_packages PACKAGE…: installs what is missing with apt-get, or says what to install and stops.
need_packages() {
    missing=""
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "Loupe: this is not Debian or Ubuntu; please install the equivalents of:$missing" >&2
        return 0
    fi
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        echo "Loupe needs system packages. Please run:" >&2
        echo "    sudo apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
    echo "Loupe: installing$missing"
    $as_root apt-get -qq update
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $as_root apt-get -qq install -y --no-install-recommends $missing >/dev/null
}

# need_java: a JDK 17 or newer and Maven 3.8 or newer.
need_java() {
    major=$(javac -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ "${major:-0}" -ge 17 ] || need_packages openjdk-17-jdk-headless
    command -v mvn >/dev/null 2>&1 || need_packages maven
}

# need_libraries: what JavaFX loads at run time. Debian 13 and Ubuntu 24.04 renamed GTK's package.
need_libraries() {
    if [ -f /etc/debian_version ]; then
        gtk=libgtk-3-0
        apt-cache show libgtk-3-0t64 >/dev/null 2>&1 && gtk=libgtk-3-0t64
        need_packages "$gtk" libxtst6 libgl1 libxxf86vm1 fonts-dejavu-core "$@"
    fi
}

# in_display COMMAND…: in a virtual X server of its own, with a window manager (maximise and full screen need one).
in_display() {
    exec xvfb-run -a -s "-screen 0 ${LOUPE_SCREEN:-1920x1080x24} -nolisten tcp" sh -c '
        openbox >/dev/null 2>&1 & manager=$!
        "$@"; code=$?
        kill "$manager" 2>/dev/null
        exit "$code"' sh "$@"
}

# need_utf8: names of files may hold any letter; Java believes the locale, and a bare container has none.
need_utf8() {
    [ "$(locale charmap 2>/dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8
}
