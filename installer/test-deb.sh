#!/bin/sh
# Builds the Debian package from what `mvn package` has made, installs an older one, upgrades, inspects, opens the
# window, removes. As root, on a machine of its own: it really installs. Nothing of the build is on the path meanwhile.
set -eu
cd "$(dirname "$0")/.."
. installer/linux.sh
need_utf8
[ "$(id -u)" = 0 ] || { echo "test-deb.sh installs a package: run it as root, best in a container" >&2; exit 1; }
need_packages xvfb xauth openbox fakeroot desktop-file-utils

step() { echo "deb: $*"; }
fail() { echo "deb: FAILED: $*" >&2; exit 1; }

work=$(mktemp -d)
trap 'apt-get -qq purge -y loupe >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

step build
xvfb-run -a java -Dloupe.built=yes -Dloupe.compression=none installer/Package.java deb full >/dev/null 2>"$work/build" ||
    { cat "$work/build"; fail "no package"; }
deb=$(ls target/installer/loupe-full-*.deb)
dpkg-deb -R "$deb" "$work/older"
sed -i 's/^Version: .*/Version: 0.0.1/' "$work/older/DEBIAN/control"
dpkg-deb -Znone --root-owner-group --build "$work/older" "$work/older.deb" >/dev/null
rm -rf "$work/older"
desktop-file-validate target/installer/deb/usr/share/applications/loupe.desktop

# a path with nothing but what a start needs: no java, no Maven
mkdir "$work/bin"
for tool in sh dirname readlink locale sleep; do ln -s "$(command -v $tool)" "$work/bin/$tool"; done
loupe() { env -i PATH="$work/bin" HOME="$work/home" ${DISPLAY:+DISPLAY="$DISPLAY"} /usr/bin/loupe --home "$work/data" "$@"; }
mkdir "$work/home"

step install the older one
apt-get -qq install -y --no-install-recommends "$work/older.deb" >/dev/null 2>"$work/apt" || { cat "$work/apt"; fail install; }
dpkg-query -W -f '${Version}\n' loupe | grep -qx 0.0.1 || fail "the older one is not there"
[ -s /opt/loupe/loupe.jsa ] || fail "no archive of classes"
env -i PATH="$work/bin" HOME="$work/home" /usr/bin/loupe --version

step inspect the demo line
loupe live --headless --seconds 15 --json >"$work/live.json" 2>"$work/live.err" || { cat "$work/live.err"; fail live; }
grep -q '"balanced" : true' "$work/live.json" || { cat "$work/live.json"; fail "frames and journal do not balance"; }

step upgrade
apt-get -qq install -y --no-install-recommends "$PWD/$deb" >/dev/null 2>"$work/apt" || { cat "$work/apt"; fail upgrade; }
dpkg-query -W -f '${Version}\n' loupe | grep -qx 0.0.1 && fail "still the older one"
loupe recipes | grep -q demo || fail "the recipe did not survive the upgrade"

step open the window
cat >"$work/window" <<EOF
openbox >/dev/null 2>&1 &
env -i PATH="$work/bin" HOME="$work/home" DISPLAY="\$DISPLAY" XAUTHORITY="\$XAUTHORITY" /usr/bin/loupe --home "$work/data" & window=\$!
for i in \$(seq 60); do
    sleep 1
    kill -0 \$window || exit 1
    grep -qs 'seen: verdict' "$work/data/logs/"*.log && { kill \$window; exit 0; } # drawn, says the window itself
done
kill \$window
exit 1
EOF
xvfb-run -a -s "-screen 0 1400x900x24" sh "$work/window" || fail "no verdict in the window within a minute"

step remove
apt-get -qq remove -y loupe >/dev/null 2>"$work/apt" || { cat "$work/apt"; fail remove; }
[ ! -e /opt/loupe ] || fail "something is left in /opt/loupe: $(ls -R /opt/loupe | head)"
[ -d "$work/data/recipes" ] || fail "the data are gone"
step "ok: $(du -h "$deb" | cut -f1) unpacked, installs, upgrades, keeps its data, goes away"
