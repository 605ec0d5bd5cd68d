package loupe.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import loupe.domain.AnomalyMap;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Region;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What happens to the pixels of every frame: into the tensor, onto the screen, into the archive, into a list. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PicturesBenchmark {
    private static final int MODEL = 256;
    private static final int MAP = 64;

    @Param({"640x480", "2448x2048"})
    public String size;

    private Image image;
    private byte[] png;
    private ByteBuffer tensor;
    private ByteBuffer screen;
    private PlaneFiller filler;
    private HeatMapPainter painter;
    private HeatMapScene scene;
    private ViewPort view;

    @Setup
    public void prepare() {
        int width = Integer.parseInt(size.substring(0, size.indexOf('x')));
        int height = Integer.parseInt(size.substring(size.indexOf('x') + 1));
        SplittableRandom random = new SplittableRandom(1);
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.length; i++) { // smooth with noise, as pictures are
            pixels[i] = (byte) (i / 3 % width * 200 / width + random.nextInt(8));
        }
        image = new Image(width, height, PixelOrder.BGR8, pixels);
        png = ImageCodec.png(image);
        tensor = ByteBuffer.allocateDirect(3 * MODEL * MODEL * Float.BYTES).order(ByteOrder.nativeOrder());
        filler = new PlaneFiller(MODEL, MODEL, 3, tensor);
        float[] scores = new float[MAP * MAP];
        for (int i = 0; i < scores.length; i++) { // one bright place in the middle
            double away = Math.hypot(i % MAP - MAP / 2.0, Math.floorDiv(i, MAP) - MAP / 2.0);
            scores[i] = (float) (2 * Math.exp(-away * away / 40) + random.nextDouble() / 10);
        }
        AnomalyMap map = new AnomalyMap(MAP, MAP, scores, image.bounds());
        scene = HeatMapScene.of(image).withHeat(map, new DisplayScale(0, 1));
        painter = new HeatMapPainter();
        view = ViewPort.fit(width, height, Math.min(1280, width), Math.min(1024, height));
        screen = ByteBuffer.allocateDirect(view.width() * view.height() * 4);
    }

    /** Colour conversion and resizing into float planes. */
    @Benchmark
    public ByteBuffer intoTheTensor() {
        filler.fill(image);
        return tensor;
    }

    /** Picture, heat map and contour into a screen buffer. */
    @Benchmark
    public ByteBuffer overlay() {
        painter.paint(scene, view, screen);
        return screen;
    }

    @Benchmark
    public byte[] jpeg() {
        return ImageCodec.jpeg(image, 92);
    }

    @Benchmark
    public Image decodePng() {
        return ImageCodec.decode(png, "bench");
    }

    @Benchmark
    public Image thumbnail() {
        return Thumbnails.of(image, 60, 45);
    }

    /** A part of the picture, as a recipe's region cuts it out. */
    @Benchmark
    public Image crop() {
        return image.crop(new Region(16, 16, image.width() - 32, image.height() - 32));
    }

    @TearDown
    public void free() {
        filler.close();
        painter.close();
    }
}
