import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * Builds something to install, with a Java runtime of its own: {@code java installer/Package.java KIND [FLAVOUR]} in the
 * project's folder. Kinds: {@code folder}, {@code zip}, {@code tar}, {@code deb} (Linux), {@code msi} (Windows), {@code
 * dmg} (macOS). Flavours: {@code operator} (without PyTorch: N-pad and transfer can be taught, the trained methods
 * cannot), {@code full}. What comes out lies in {@code target/installer}. Needs JDK 17 and Maven; {@code deb} needs
 * dpkg-deb, {@code msi} the WiX toolset. msi and dmg have not been run on their systems.
 */
public final class Package {
    /** What Loupe and its libraries use of Java; jdeps finds the first line, services and locales need the others. */
    private static final List<String> MODULES = List.of(
            "java.base,java.compiler,java.desktop,java.naming,java.net.http,java.sql,jdk.management,jdk.unsupported",
            "java.management,java.scripting,jdk.crypto.ec,jdk.charsets,jdk.localedata,jdk.zipfs,jdk.jfr",
            "javafx.controls,javafx.swing");

    /** What somebody downloads for a station, bytes. */
    private static final long LARGEST_OPERATOR = 130_000_000;

    private static final Path OUT = Path.of("target", "installer");

    private final String kind;
    private final String flavour;
    private final String version;
    private final Path folder = OUT.resolve("loupe");

    private Package(String kind, String flavour) throws IOException {
        this.kind = kind;
        this.flavour = flavour;
        Matcher found = Pattern.compile("<artifactId>loupe</artifactId>\\s*<version>([^<]+)")
                .matcher(Files.readString(Path.of("pom.xml")));
        if (!found.find()) {
            throw new IOException("no version in pom.xml");
        }
        this.version = found.group(1);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> kinds = List.of("folder", "tar", "deb", "zip", "msi", "dmg");
        String flavour = args.length < 2 ? "operator" : args[1];
        if (args.length < 1 || !kinds.contains(args[0]) || !List.of("operator", "full").contains(flavour)) {
            System.err.println("java installer/Package.java " + String.join("|", kinds) + " [operator|full]");
            System.exit(64);
        }
        Package made = new Package(args[0], flavour);
        made.build();
        System.out.println(made.pack());
    }

    private void build() throws IOException, InterruptedException {
        String maven = isWindows() ? "mvn.cmd" : "mvn";
        if (System.getProperty("loupe.built") == null) { // test-deb.sh packs what the tests have built
            List<String> words = new ArrayList<>(List.of(maven, "-q", "-B", "-DskipTests", "package"));
            if (flavour.equals("operator")) {
                words.add("-P-training,-training-mac");
            } else if (isMac() && !isArm()) {
                throw new IOException("PyTorch has no natives for Intel Macs: there is only the operator flavour");
            }
            delete(Path.of("target", "loupe")); // the other flavour's libraries may lie there
            run(words);
        }
        delete(folder);
        copy(Path.of("target", "loupe"), folder);
        delete(folder.resolve("assets").resolve("manual"));
        delete(folder.resolve("assets").resolve("screenshots"));
        Files.delete(folder.resolve("README.md")); // of the source: its pictures and links are not here
        try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
            for (Path jar : jars.filter(f -> f.toString().endsWith(".jar")).toList()) {
                thin(jar);
            }
        }
        Path runtime = folder.resolve("runtime");
        run(List.of(
                javaTool("jlink"),
                "--module-path",
                folder.resolve("lib").resolve("javafx").toString(),
                "--add-modules",
                String.join(",", MODULES),
                "--include-locales=en,de,zh",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                runtime.toString()));
        delete(folder.resolve("lib").resolve("javafx"));
        run(List.of(runtime.resolve("bin").resolve("java").toString(), "-Xshare:dump", "-Xlog:disable"));
        if (List.of("deb", "tar").contains(kind) && !isWindows()) { // the launcher of Windows makes no archive
            recordClasses();
        }
    }

    /** Leaves natives of other systems out, and stores the rest as it is: the package around it packs it better. */
    private static void thin(Path jar) throws IOException {
        Path thin = jar.resolveSibling(jar.getFileName() + ".part");
        try (ZipFile from = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(thin);
                ZipOutputStream to = new ZipOutputStream(file)) {
            to.setMethod(ZipOutputStream.STORED);
            Predicate<String> foreign = foreign();
            for (ZipEntry entry : from.stream().toList()) {
                if (!foreign.test(entry.getName())) {
                    byte[] bytes = from.getInputStream(entry).readAllBytes();
                    CRC32 sum = new CRC32();
                    sum.update(bytes);
                    ZipEntry stored = new ZipEntry(entry.getName());
                    stored.setTime(entry.getTime());
                    stored.setSize(bytes.length);
                    stored.setCrc(sum.getValue());
                    to.putNextEntry(stored);
                    to.write(bytes);
                    to.closeEntry();
                }
            }
        }
        Files.move(thin, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Natives by the folders that OpenCV, ONNX Runtime, SQLite and JNA keep them in. */
    private static Predicate<String> foreign() {
        boolean arm = isArm();
        Map<String, String> here = isWindows()
                ? Map.of("opencv", "windows/x86_64", "onnx", "win-x64", "sqlite", "Windows/x86_64", "jna", "win32-x86-64")
                : isMac()
                        ? Map.of(
                                "opencv", arm ? "osx/ARMv8" : "osx/x86_64",
                                "onnx", arm ? "osx-aarch64" : "osx-x64",
                                "sqlite", arm ? "Mac/aarch64" : "Mac/x86_64",
                                "jna", arm ? "darwin-aarch64" : "darwin-x86-64")
                        : Map.of(
                                "opencv", arm ? "linux/ARMv8" : "linux/x86_64",
                                "onnx", arm ? "linux-aarch64" : "linux-x64",
                                "sqlite", arm ? "Linux/aarch64" : "Linux/x86_64",
                                "jna", arm ? "linux-aarch64" : "linux-x86-64");
        Map<String, String> homes = Map.of(
                "opencv", "nu/pattern/opencv/",
                "onnx", "ai/onnxruntime/native/",
                "sqlite", "org/sqlite/native/",
                "jna", "com/sun/jna/");
        Pattern library = Pattern.compile(".*\\.(so|dll|dylib|jnilib|a|yml|plist)|.*\\.dSYM/.*");
        return name -> homes.entrySet().stream()
                .anyMatch(home -> name.startsWith(home.getValue())
                        && library.matcher(name).matches()
                        && (!name.startsWith(home.getValue() + here.get(home.getKey()) + "/")
                                || name.contains(".dSYM/")));
    }

    /** The finished file. */
    private Path pack() throws IOException, InterruptedException {
        String name = "loupe-" + flavour + "-" + version;
        return switch (kind) {
            case "folder" -> folder;
            case "tar" -> {
                Path file = OUT.resolve(name + "-linux-" + System.getProperty("os.arch") + ".tar.gz");
                run(List.of("tar", "-C", OUT.toString(), "--owner=0", "--group=0", "-czf", file.toString(), "loupe"));
                yield file;
            }
            case "zip" -> {
                String system = isWindows() ? "windows" : isMac() ? "macos" : "linux";
                Path file = OUT.resolve(name + "-" + system + "-" + System.getProperty("os.arch") + ".zip");
                zip(file);
                yield file;
            }
            case "deb" -> deb(name);
            default -> jpackage();
        };
    }

    /** The folder with its permissions, so that what is unpacked runs. */
    private void zip(Path file) throws IOException {
        Files.deleteIfExists(file);
        Map<String, String> options = Map.of("create", "true", "enablePosixFileAttributes", "true");
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), options)) {
            Path root = Files.createDirectory(zip.getPath("loupe"));
            copy(folder, root);
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path part : all.toList()) {
                    String rights = Files.isExecutable(part) ? "rwxr-xr-x" : "rw-r--r--";
                    Path packed = root.resolve(folder.relativize(part).toString().replace(File.separatorChar, '/'));
                    Files.setPosixFilePermissions(packed, PosixFilePermissions.fromString(rights));
                }
            }
        }
    }

    private Path deb(String name) throws IOException, InterruptedException {
        Path tree = OUT.resolve("deb");
        delete(tree);
        Files.createDirectories(tree.resolve("opt"));
        copy(folder, tree.resolve("opt").resolve("loupe"));
        Path share = tree.resolve("usr").resolve("share");
        Path linux = Path.of("installer", "linux");
        put(linux.resolve("loupe.desktop"), share.resolve("applications").resolve("loupe.desktop"));
        put(linux.resolve("loupe.xml"), share.resolve("mime").resolve("packages").resolve("loupe.xml"));
        put(
                Path.of("assets", "loupe.png"),
                share.resolve("icons").resolve("hicolor").resolve("512x512").resolve("apps").resolve("loupe.png"));
        Path copyright = share.resolve("doc").resolve("loupe").resolve("copyright");
        put(Path.of("LICENSE"), copyright);
        Path settings = Path.of("target", "classes", "loupe", "ui", "settings");
        for (String list : List.of("licences.txt", "inside.txt")) {
            Files.write(copyright, Files.readAllBytes(settings.resolve(list)), StandardOpenOption.APPEND);
        }
        Path bin = Files.createDirectories(tree.resolve("usr").resolve("bin"));
        Files.createSymbolicLink(bin.resolve("loupe"), Path.of("/opt/loupe/bin/loupe"));
        Path control = Files.createDirectories(tree.resolve("DEBIAN"));
        for (String script : List.of("postinst", "prerm")) {
            put(linux.resolve(script), control.resolve(script));
            Files.setPosixFilePermissions(control.resolve(script), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        String arch = isArm() ? "arm64" : "amd64";
        Files.writeString(
                control.resolve("control"),
                Files.readString(linux.resolve("control"))
                        .replace("@VERSION@", version)
                        .replace("@ARCH@", arch)
                        .replace("@SIZE@", Long.toString(size(tree) / 1024)));
        Path file = OUT.resolve(name + "-" + arch + ".deb");
        String packer = System.getProperty("loupe.compression", "xz");
        run(List.of("dpkg-deb", "--root-owner-group", "-Z" + packer, "--build", tree.toString(), file.toString()));
        long bytes = Files.size(file);
        if (flavour.equals("operator") && packer.equals("xz") && bytes > LARGEST_OPERATOR) {
            throw new IOException(file + " has " + bytes + " bytes, and " + LARGEST_OPERATOR + " are allowed");
        }
        return file;
    }

    /** The classes of a start, for the archive that is made of them where Loupe lies then; more with a display. */
    private void recordClasses() throws IOException, InterruptedException {
        Path list = folder.resolve("classes.txt").toAbsolutePath();
        Path home = Files.createTempDirectory("loupe-classes");
        boolean display = System.getenv("DISPLAY") != null;
        List<String> command = new ArrayList<>(List.of(folder.resolve("bin").resolve("loupe").toString()));
        command.addAll(display ? List.of("--home", home.toString()) : List.of("models"));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("LOUPE_JAVA_OPTIONS", "-Xshare:off -XX:DumpLoadedClassList=" + list);
        Process process = builder.start();
        if (!process.waitFor(display ? 40 : 60, TimeUnit.SECONDS)) { // the first lesson, and the line
            process.destroy();
            process.waitFor(20, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
        delete(home);
        if (!Files.isRegularFile(list)) {
            throw new IOException("Loupe did not start: no " + list);
        }
    }

    private Path jpackage() throws IOException, InterruptedException {
        // macOS knows no version that begins with 0
        String shown = kind.equals("dmg") && version.startsWith("0.") ? "1" + version.substring(1) : version;
        List<String> words = new ArrayList<>(List.of(
                javaTool("jpackage"), "--type", kind, "--name", "Loupe", "--app-version", shown, "--vendor", "Loupe"));
        Path input = OUT.resolve("input");
        delete(input);
        copy(folder.resolve("lib"), input);
        copy(folder.resolve("onnx-models"), input.resolve("onnx-models"));
        copy(folder.resolve("assets"), input.resolve("assets"));
        words.addAll(List.of("--runtime-image", folder.resolve("runtime").toString(), "--input", input.toString()));
        words.addAll(List.of("--main-jar", "loupe-" + version + ".jar", "--main-class", "loupe.Main"));
        List<String> options = new ArrayList<>(Files.readAllLines(folder.resolve("bin").resolve("java.options")));
        options.removeIf(line -> line.isBlank() || line.startsWith("#"));
        options.add("-Dloupe.install=$APPDIR");
        options.forEach(option -> words.addAll(List.of("--java-options", option)));
        words.addAll(List.of("--license-file", "LICENSE", "--dest", OUT.toString(), "--icon", icon().toString()));
        words.addAll(List.of("--file-associations", opens("application/x-loupe-recipe", "loupe", "Loupe recipe")));
        words.addAll(List.of("--file-associations", opens("application/x-onnx", "onnx", "ONNX model")));
        if (isWindows()) {
            words.addAll(List.of("--win-menu", "--win-shortcut", "--win-dir-chooser"));
            words.addAll(List.of("--win-upgrade-uuid", "7b8d1c56-4a9e-4a54-9c0b-3f2d8a6e51c7"));
            Path console = OUT.resolve("console.properties");
            Files.writeString(console, "win-console=true\nwin-menu=false\nwin-shortcut=false\n");
            words.addAll(List.of("--add-launcher", "loupe-console=" + console)); // for commands
        }
        run(words);
        return OUT;
    }

    private static String opens(String mime, String extension, String words) throws IOException {
        Path file = OUT.resolve(extension + ".properties");
        Files.writeString(file, "mime-type=%s\nextension=%s\ndescription=%s\n".formatted(mime, extension, words));
        return file.toString();
    }

    /** The icon in the wrapping that the system wants around a PNG. */
    private static Path icon() throws IOException {
        BufferedImage picture = ImageIO.read(Path.of("assets", "loupe.png").toFile());
        int side = isWindows() ? 256 : 512;
        BufferedImage scaled = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, side, side, null);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(scaled, "png", bytes);
        byte[] png = bytes.toByteArray();
        ByteBuffer file = ByteBuffer.allocate(png.length + 22);
        if (isWindows()) { // one picture; its side, 256, is written as 0; 32 bits; from byte 22
            file.order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0).putShort((short) 1).putShort((short) 1);
            file.putInt(0);
            file.putShort((short) 1).putShort((short) 32).putInt(png.length).putInt(22);
        } else { // ic09: 512 × 512
            file.put("icns".getBytes(StandardCharsets.US_ASCII)).putInt(png.length + 16);
            file.put("ic09".getBytes(StandardCharsets.US_ASCII)).putInt(png.length + 8);
        }
        file.put(png);
        Path icon = OUT.resolve(isWindows() ? "loupe.ico" : "loupe.icns");
        Files.write(icon, Arrays.copyOf(file.array(), file.position()));
        return icon;
    }

    private static boolean isArm() {
        return System.getProperty("os.arch").equals("aarch64");
    }

    private static String javaTool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static boolean isMac() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException(command.get(0) + " ended with " + code);
        }
    }

    private static void put(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path target = to.resolve(from.relativize(file).toString().replace(File.separatorChar, '/'));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> Files.isRegularFile(f) && !Files.isSymbolicLink(f))
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }
}
