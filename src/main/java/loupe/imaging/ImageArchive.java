package loupe.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Unpacks the images of a hostile zip file. Every entry is checked before the first is written; sizes are counted again
 * while unpacking, because an archive may lie about them.
 */
final class ImageArchive {
    static final int MAX_MEGABYTES = 4096;
    static final int MAX_ENTRIES = 100_000;

    /** PNG and JPEG hardly shrink; bitmaps of one colour may, so small archives are left alone. */
    static final int MAX_RATIO = 200;

    static final long FREE_BYTES = 64L << 20;

    private final String name;
    private final long packedBytes;
    private long unpackedBytes;

    private ImageArchive(Path zip, long packedBytes) {
        this.name = ImageFiles.name(zip);
        this.packedBytes = packedBytes;
    }

    static void unpack(Path zip, Path into) {
        if (!Files.isRegularFile(zip) || !Files.isReadable(zip)) {
            throw new InspectionFault(FaultCode.IMG_05, ImageFiles.name(zip));
        }
        try (ZipFile archive = open(zip)) {
            new ImageArchive(zip, Files.size(zip))
                    .unpack(archive, into.toAbsolutePath().normalize());
        } catch (ZipException e) {
            throw new InspectionFault(FaultCode.IMG_01, e, ImageFiles.name(zip), "the archive is damaged");
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, ImageFiles.name(zip));
        }
    }

    /** Also with names that are not UTF-8, as Windows packs umlauts: they may look odd, but each stays its own. */
    private static ZipFile open(Path zip) throws IOException {
        try {
            return new ZipFile(zip.toFile());
        } catch (ZipException notUtf8) {
            return new ZipFile(zip.toFile(), StandardCharsets.ISO_8859_1);
        }
    }

    private void unpack(ZipFile archive, Path into) throws IOException {
        List<? extends ZipEntry> entries = Collections.list(archive.entries());
        if (entries.size() > MAX_ENTRIES) {
            throw new InspectionFault(FaultCode.IMG_01, name, "more than " + MAX_ENTRIES + " entries");
        }
        long claimed = 0;
        for (ZipEntry entry : entries) {
            target(entry, into);
            claimed += isImage(entry) ? Math.max(0, entry.getSize()) : 0;
            check(claimed);
        }
        for (ZipEntry entry : entries) {
            if (isImage(entry)) {
                unpack(archive, entry, target(entry, into));
            }
        }
    }

    private void unpack(ZipFile archive, ZipEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        byte[] block = new byte[1 << 16];
        try (InputStream in = archive.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                unpackedBytes += n;
                check(unpackedBytes);
                out.write(block, 0, n);
            }
        }
    }

    private Path target(ZipEntry entry, Path into) {
        String relative = entry.getName().replace('\\', '/');
        try {
            Path target = into.resolve(relative).normalize();
            boolean drive = relative.length() > 1 && relative.charAt(1) == ':';
            if (target.startsWith(into) && !relative.startsWith("/") && !drive) {
                return target;
            }
        } catch (InvalidPathException e) {
            throw new InspectionFault(FaultCode.IMG_06, e, name, entry.getName());
        }
        throw new InspectionFault(FaultCode.IMG_06, name, entry.getName());
    }

    /** Files that macOS adds beside each image begin with a dot and hold none. */
    private static boolean isImage(ZipEntry entry) {
        String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        return !entry.isDirectory() && !file.startsWith(".") && ImageFiles.isImageName(file);
    }

    private void check(long bytes) {
        long limit = Math.min((long) MAX_MEGABYTES << 20, Math.max(FREE_BYTES, packedBytes * MAX_RATIO));
        if (bytes > limit) {
            throw new InspectionFault(FaultCode.IMG_07, name, limit >> 20);
        }
    }
}
