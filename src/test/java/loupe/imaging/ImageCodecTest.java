package loupe.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written by the JDK's own codecs, or by hand, read by ours. */
class ImageCodecTest {
    /** 24×16, red above yellow, written by ImageMagick with Adobe's inverted inks. */
    private static final String CMYK_JPEG = """
                /9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAGBAUGBQQGBgUGBwcGCAoQCgoJCQoUDg8MEBcUGBgXFBYWGh0lHxobIxwWFiAsICMm
                JykqKRkfLTAtKDAlKCko/9sAQwEHBwcKCAoTCgoTKBoWGigoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo
                KCgoKCgoKCgoKCgo/8AAFAgAEAAYBAEiAAIRAQMRAQQiAP/EABcAAQEBAQAAAAAAAAAAAAAAAAAHBQj/xAAXEAEAAwAAAAAA
                AAAAAAAAAAAAFmKh/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAf/xAAXEQADAQAAAAAAAAAAAAAAAAAAFWEW/9oADgQBAAIRAxEE
                AAA/ANWS30kt9RWS30kt9WFFCVZqHVIC1SW+iKyW+gigzUAD/9k=
            """;
    /** The same picture. */
    private static final String WEBP = """
                UklGRmQAAABXRUJQVlA4IFgAAABQBACdASoYABAAPpE+mkglo6KhMAgAsBIJaACdMoRgCTqgLM53iPBLj5QAAP7N5CWxJEBk
                jJc0f/KaN8C1f6eZv8o3P/1xPp/zifSs/VCoZknx1yPltYAA
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tif"})
    void readsColourExactly(String format) throws IOException {
        BufferedImage picture = noise(37, 23, BufferedImage.TYPE_INT_RGB);
        Image image = ImageCodec.decode(write(picture, format), "a");
        assertThat(image.order()).isEqualTo(PixelOrder.BGR8);
        assertThat(image.width()).isEqualTo(37);
        assertThat(image.height()).isEqualTo(23);
        assertThat(image.pixels()).isEqualTo(bgr(picture));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tif"})
    void keepsGreyAndItsDepth(String format) throws IOException {
        Image eight = ImageCodec.decode(write(noise(5, 4, BufferedImage.TYPE_BYTE_GRAY), format), "a");
        assertThat(eight.order()).isEqualTo(PixelOrder.GRAY8);
        BufferedImage deep = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 0x1234, 0xffff});
        Image sixteen = ImageCodec.decode(write(deep, format), "a");
        assertThat(sixteen.order()).isEqualTo(PixelOrder.GRAY16);
        assertThat(sixteen.pixels()).isEqualTo(new byte[] {0, 0, 0x34, 0x12, -1, -1});
    }

    @Test
    void alphaIsDropped() throws IOException {
        BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, 0x80ff8000);
        picture.setRGB(1, 0, 0x000000ff);
        Image image = ImageCodec.decode(write(picture, "png"), "a");
        assertThat(image).isEqualTo(new Image(2, 1, PixelOrder.BGR8, new byte[] {0, (byte) 0x80, -1, -1, 0, 0}));
    }

    @Test
    void readsJpegCloseToTheOriginal() throws IOException {
        BufferedImage picture = smooth(64, 48);
        assertClose(ImageCodec.decode(write(picture, "jpg"), "a"), bgr(picture), 12);
    }

    @Test
    void cmykGivesTheRightColours() {
        Image image = ImageCodec.decode(bytes(CMYK_JPEG), "a");
        assertRedAboveYellow(image);
    }

    @Test
    void cmykOfUnknownKindIsRefused() {
        byte[] adobe = bytes(CMYK_JPEG);
        byte[] plain = new byte[adobe.length - 16];
        System.arraycopy(adobe, 0, plain, 0, 2);
        System.arraycopy(adobe, 18, plain, 2, plain.length - 2);
        assertFault(FaultCode.IMG_01, () -> ImageCodec.decode(plain, "a"));
    }

    @Test
    void readsWebp() {
        assertRedAboveYellow(ImageCodec.decode(bytes(WEBP), "a"));
    }

    @Test
    void readsPortableGreyMaps() {
        byte[] file = "P5 # made by hand\n3 1\n255\n\u0001\u0002\u0003".getBytes(StandardCharsets.US_ASCII);
        assertThat(ImageCodec.decode(file, "a").width()).isEqualTo(3);
        assertFault(FaultCode.IMG_01, () -> ImageCodec.decode(Arrays.copyOf(file, file.length - 1), "a"));
    }

    @Test
    void ignoresTheOrientation() throws IOException {
        byte[] jpeg = write(smooth(64, 48), "jpg");
        byte[] exif = HEX.parseHex("ffe100224578696600004d4d002a000000080001011200030000000100060000000000000000");
        byte[] turned = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, turned, 0, 2);
        System.arraycopy(exif, 0, turned, 2, exif.length);
        System.arraycopy(jpeg, 2, turned, 2 + exif.length, jpeg.length - 2);
        assertThat(ImageCodec.decode(turned, "a")).isEqualTo(ImageCodec.decode(jpeg, "a"));
    }

    @ParameterizedTest
    @EnumSource(PixelOrder.class)
    void pngIsLossFree(PixelOrder order) {
        Image image = PlaneFillerTest.noise(31, 17, order);
        Image back = ImageCodec.decode(ImageCodec.png(image), "a");
        if (order == PixelOrder.RGB8) {
            assertThat(back.order()).isEqualTo(PixelOrder.BGR8);
            assertThat(back.pixels()[0]).isEqualTo(image.pixels()[2]);
        } else {
            assertThat(back).isEqualTo(image);
        }
    }

    @ParameterizedTest
    @EnumSource(PixelOrder.class)
    void jpegHasTheRightSize(PixelOrder order) throws IOException {
        byte[] jpeg = ImageCodec.jpeg(PlaneFillerTest.noise(31, 17, order), 90);
        BufferedImage back = ImageIO.read(new java.io.ByteArrayInputStream(jpeg));
        assertThat(back.getWidth()).isEqualTo(31);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "tif"})
    void neverShowsHalfAnImage(String format) throws IOException {
        byte[] whole = write(smooth(64, 48), format);
        Image image = ImageCodec.decode(whole, "a");
        for (int length = 1; length < whole.length; length += Math.max(1, whole.length / 97)) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertThat(ImageCodec.decode(cut, "a"))
                        .as("%s cut to %d", format, length)
                        .isEqualTo(image);
            } catch (InspectionFault f) {
                assertThat(f.code()).isIn(FaultCode.IMG_01, FaultCode.IMG_03);
            }
        }
    }

    @Test
    void aCutJpegOrPngIsAlwaysAFault() throws IOException {
        for (String format : new String[] {"png", "jpg"}) {
            byte[] whole = write(smooth(64, 48), format);
            for (int missing : new int[] {1, 2, 10, whole.length / 2}) {
                byte[] cut = Arrays.copyOf(whole, whole.length - missing);
                assertFault(FaultCode.IMG_01, () -> ImageCodec.decode(cut, "a"));
            }
        }
    }

    @Test
    void aFlippedBitInAPngIsAFault() throws IOException {
        byte[] png = write(smooth(64, 48), "png");
        png[png.length / 2] ^= 4;
        assertFault(FaultCode.IMG_01, () -> ImageCodec.decode(png, "a"));
    }

    @Test
    void survivesNoiseBehindEveryMagic() {
        Random random = new Random(1);
        String[] magics = {"89504e470d0a1a0a", "ffd8ff", "424d", "49492a00", "4d4d002a", "52494646", "5035"};
        for (int i = 0; i < 700; i++) {
            byte[] file = new byte[random.nextInt(400) + 20];
            random.nextBytes(file);
            byte[] magic = HEX.parseHex(magics[i % magics.length]);
            System.arraycopy(magic, 0, file, 0, magic.length);
            assertThatThrownBy(() -> ImageCodec.decode(file, "a")).isInstanceOf(InspectionFault.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"60000,60000", "-1,-1", "200000001,1"})
    void refusesHugeImagesBeforeDecoding(int w, int h) {
        byte[] png = hugePng(w, h);
        assertFault(FaultCode.IMG_02, () -> ImageCodec.decode(png, "huge.png"));
    }

    @Test
    void theFaultNamesTheFile() throws IOException {
        Path file = Files.write(folder.resolve("huge.png"), hugePng(60_000, 60_000));
        assertThatThrownBy(() -> ImageCodec.read(file))
                .isInstanceOfSatisfying(
                        InspectionFault.class,
                        f -> assertThat(f.whatHappened(Locale.ENGLISH))
                                .isEqualTo("huge.png is 60,000 × 60,000 pixels; the limit is 200 megapixels."));
    }

    @Test
    void refusesWhatIsNoImage() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "this is not a picture");
        assertFault(FaultCode.IMG_03, () -> ImageCodec.read(text));
        Path empty = Files.write(folder.resolve("empty.png"), new byte[0]);
        assertFault(FaultCode.IMG_04, () -> ImageCodec.read(empty));
        assertFault(FaultCode.IMG_05, () -> ImageCodec.read(folder.resolve("missing.png")));
        assertFault(FaultCode.IMG_05, () -> ImageCodec.read(folder));
    }

    @Test
    void theNameDoesNotMatter() throws IOException {
        Path file = Files.write(folder.resolve("really-a-jpeg.png"), write(smooth(8, 8), "jpg"));
        assertThat(ImageCodec.read(file).width()).isEqualTo(8);
    }

    @Test
    void refusesHugeFiles() throws IOException {
        Path file = folder.resolve("huge.bmp");
        try (var sparse = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((512L << 20) + 1);
        }
        assertFault(FaultCode.IMG_09, () -> ImageCodec.read(file));
    }

    @Test
    void decodingManyImagesKeepsNoNativeMemory() throws IOException {
        byte[] png = write(smooth(1000, 1000), "png");
        ImageCodec.decode(png, "a");
        long before = residentMegabytes();
        for (int i = 0; i < 150; i++) {
            ImageCodec.decode(png, "a");
        }
        assertThat(residentMegabytes() - before).as("3 MB each would be 450").isLessThan(250);
    }

    private static final java.util.HexFormat HEX = java.util.HexFormat.of();

    private static long residentMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(status), "skipped: no /proc here");
        return Files.readAllLines(status).stream()
                        .filter(l -> l.startsWith("RssAnon"))
                        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                        .sum()
                / 1024;
    }

    private static byte[] hugePng(int w, int h) {
        byte[] header = HEX.parseHex("89504e470d0a1a0a0000000d494844520000000000000000080200000000000000");
        java.nio.ByteBuffer.wrap(header).putInt(16, w).putInt(20, h);
        CRC32 crc = new CRC32();
        crc.update(header, 12, 17);
        java.nio.ByteBuffer.wrap(header).putInt(29, (int) crc.getValue());
        return header;
    }

    static void assertFault(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private static void assertRedAboveYellow(Image image) {
        assertThat(image.order()).isEqualTo(PixelOrder.BGR8);
        byte[] expected = new byte[24 * 16 * 3];
        for (int i = 0; i < expected.length; i += 3) {
            expected[i + 1] = (byte) Math.round(255.0 * Math.floorDiv(i, 72) / 15);
            expected[i + 2] = (byte) 255;
        }
        assertClose(image, expected, 12);
    }

    private static void assertClose(Image image, byte[] expected, int tolerance) {
        int worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs((image.pixels()[i] & 0xff) - (expected[i] & 0xff)));
        }
        assertThat(worst).isLessThanOrEqualTo(tolerance);
    }

    static byte[] write(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, out)).isTrue();
        return out.toByteArray();
    }

    private static byte[] bytes(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    private static byte[] bgr(BufferedImage picture) {
        byte[] out = new byte[picture.getWidth() * picture.getHeight() * 3];
        for (int i = 0; i < out.length; i += 3) {
            int pixel = Math.floorDiv(i, 3);
            Color c = new Color(picture.getRGB(pixel % picture.getWidth(), Math.floorDiv(pixel, picture.getWidth())));
            out[i] = (byte) c.getBlue();
            out[i + 1] = (byte) c.getGreen();
            out[i + 2] = (byte) c.getRed();
        }
        return out;
    }

    private static BufferedImage noise(int w, int h, int type) {
        BufferedImage picture = new BufferedImage(w, h, type);
        Random random = new Random(5);
        for (int i = 0; i < w * h; i++) {
            picture.setRGB(i % w, Math.floorDiv(i, w), random.nextInt());
        }
        return picture;
    }

    private static BufferedImage smooth(int w, int h) {
        BufferedImage picture = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < w * h; i++) {
            int x = i % w;
            int y = Math.floorDiv(i, w);
            picture.setRGB(x, y, new Color(255 * x / w, 255 * y / h, 128).getRGB());
        }
        return picture;
    }
}
