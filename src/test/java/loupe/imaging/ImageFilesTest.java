package loupe.imaging;

import static loupe.imaging.ImageCodecTest.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loupe.domain.FaultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFilesTest {
    @TempDir
    private Path folder;

    @Test
    void listsImagesInNaturalOrder() throws IOException {
        touch("part10.png", "part2.PNG", "part1.jpeg", "b/part1.tif", "a/part3.webp", "a/notes.txt", "noending");
        touch(".hidden.png", ".git/x.png", "part002.png");
        assertThat(names(ImageFiles.list(folder)))
                .containsExactly("a/part3.webp", "b/part1.tif", "part1.jpeg", "part002.png", "part2.PNG", "part10.png");
    }

    @Test
    void aSingleFileIsItself() throws IOException {
        touch("picture");
        assertThat(ImageFiles.list(folder.resolve("picture"))).containsExactly(folder.resolve("picture"));
    }

    @Test
    void followsLinksButNotInCircles() throws IOException {
        touch("real/one.png");
        Files.createSymbolicLink(folder.resolve("real/circle"), folder);
        Files.createSymbolicLink(folder.resolve("real/dead.png"), folder.resolve("nowhere"));
        Files.createSymbolicLink(folder.resolve("real/two.png"), folder.resolve("real/one.png"));
        assertThat(names(ImageFiles.list(folder))).containsExactly("real/one.png", "real/two.png");
    }

    @Test
    void missingFoldersAreAFault() {
        assertFault(FaultCode.IMG_05, () -> ImageFiles.list(folder.resolve("missing")));
        assertThat(ImageFiles.list(folder)).isEmpty();
    }

    @Test
    void foldersWithoutRightsAreAFault() throws IOException {
        touch("open/one.png", "closed/two.png");
        Path closed = folder.resolve("closed");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(closed), "skipped: this user (root?) may read everything");
            assertFault(FaultCode.IMG_05, () -> ImageFiles.list(folder));
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void unpacksOnlyImages() throws IOException {
        Path zip = zip("train/2.png", "train/10.png", "readme.txt", "inner.zip", "__MACOSX/train/._2.png", "empty/");
        Path into = folder.resolve("out");
        assertThat(ImageFiles.unpack(zip, into))
                .containsExactly(into.resolve("train/2.png"), into.resolve("train/10.png"));
        assertThat(into.resolve("readme.txt")).doesNotExist();
        assertThat(into.resolve("inner.zip")).doesNotExist();
        assertThat(into.resolve("train/2.png")).hasContent("train/2.png");
    }

    @Test
    void unpacksArchivesWhoseNamesAreNotUtf8() throws IOException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "skipped: file names are ASCII here");
        Path zip = folder.resolve("windows.zip");
        try (ZipOutputStream out =
                new ZipOutputStream(Files.newOutputStream(zip), java.nio.charset.StandardCharsets.ISO_8859_1)) {
            for (String name : List.of("Pr\u00fcfung 1.png", "Pr\u00fcfung 2.png")) {
                out.putNextEntry(new ZipEntry(name));
                out.closeEntry();
            }
        }
        assertThat(ImageFiles.unpack(zip, folder.resolve("out"))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.png", "a/../../evil.png", "/etc/evil.png", "..\\evil.png", "C:\\evil.png", "../x"})
    void entriesThatLeaveTheFolderAreRefused(String entry) throws IOException {
        Path zip = zip("fine.png", entry);
        assertFault(FaultCode.IMG_06, () -> ImageFiles.unpack(zip, folder.resolve("out")));
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(folder.resolve("evil.png")).doesNotExist();
    }

    @Test
    void bombsAreRefusedBeforeUnpacking() throws IOException {
        Path zip = bomb();
        assertFault(FaultCode.IMG_07, () -> ImageFiles.unpack(zip, folder.resolve("out")));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void bombsThatLieAreRefusedWhileUnpacking() throws IOException {
        Path zip = bomb();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(bytes.limit() - 6);
        bytes.putInt(directory + 24, 1000);
        Files.write(zip, bytes.array());
        Path out = folder.resolve("out/bomb.bmp");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ImageFiles.unpack(zip, folder.resolve("out")))
                .isInstanceOf(loupe.domain.InspectionFault.class);
        assertThat(Files.exists(out) ? Files.size(out) : 0).isLessThanOrEqualTo(ImageArchive.FREE_BYTES);
    }

    @Test
    void damagedArchivesAreAFault() throws IOException {
        Path zip = Files.writeString(folder.resolve("broken.zip"), "PK but not really");
        assertFault(FaultCode.IMG_01, () -> ImageFiles.unpack(zip, folder.resolve("out")));
        assertFault(FaultCode.IMG_05, () -> ImageFiles.unpack(folder.resolve("no.zip"), folder.resolve("out")));
    }

    private void touch(String... files) throws IOException {
        for (String file : files) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, new byte[1]);
        }
    }

    private List<String> names(List<Path> files) {
        return files.stream()
                .map(f -> folder.relativize(f).toString().replace('\\', '/'))
                .toList();
    }

    private Path zip(String... entries) throws IOException {
        Path zip = folder.resolve("archive.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                if (!entry.endsWith("/")) {
                    out.write(entry.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
                out.closeEntry();
            }
        }
        return zip;
    }

    /** 100 MB of zeros in 100 kB. */
    private Path bomb() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry("bomb.bmp"));
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
            out.closeEntry();
        }
        return zip;
    }
}
