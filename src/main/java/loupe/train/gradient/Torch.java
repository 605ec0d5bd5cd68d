package loupe.train.gradient;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.imaging.CacheFolder;

/**
 * PyTorch in this process. Its thread count is fixed by the first start, so training runs in a process of its own.
 * Results repeat for the same thread count only. Opens no connection. One thread at a time.
 */
public final class Torch implements AutoCloseable {
    private static final String NATIVES = "native/lib/pytorch.properties";

    private final Engine engine;
    private final NDManager manager;

    private Torch(Engine engine) {
        this.engine = engine;
        this.manager = engine.newBaseManager();
    }

    /** Whether this Loupe was built with PyTorch; whether it can be loaded is known when it is. */
    public static boolean isBuiltIn() {
        return Torch.class.getClassLoader().getResource(NATIVES) != null;
    }

    /**
     * Loads PyTorch; the first time it unpacks 430 MB into the cache folder.
     *
     * @param threads for one operation, ≥ 1
     * @throws InspectionFault TEA-05 when this Loupe was built without it, or it cannot be loaded
     */
    public static Torch start(int threads) {
        if (!isBuiltIn()) {
            throw new InspectionFault(FaultCode.TEA_05, "it was built without PyTorch");
        }
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty(
                "ENGINE_CACHE_DIR", CacheFolder.path().resolve("pytorch").toString());
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        try {
            return new Torch(Engine.getEngine("PyTorch"));
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new InspectionFault(FaultCode.TEA_05, e, String.valueOf(e.getMessage()));
        }
    }

    /** Version and device, for people and cards. */
    public String description() {
        Device device = manager.getDevice();
        String number = device.isGpu() ? " " + device.getDeviceId() : "";
        return "PyTorch " + engine.getVersion() + " on " + device.getDeviceType() + number;
    }

    /** Memory for what lasts as long as this; close it earlier if you can. */
    public NDManager scope() {
        return manager.newSubManager();
    }

    /**
     * A copy in PyTorch's own memory. Values handed over in place lie wherever Java put them, and some kernels add in
     * another order for another alignment: the same run would give two results.
     */
    public static NDArray copy(NDManager scope, ByteBuffer floats, Shape shape) {
        try (NDArray shared = scope.create(floats, shape, DataType.FLOAT32)) {
            return shared.duplicate();
        }
    }

    /** The same from the heap. */
    public static NDArray copy(NDManager scope, float[] values, Shape shape) {
        try (NDArray shared = scope.create(values, shape)) {
            return shared.duplicate();
        }
    }

    /**
     * An array times a number. The engine's own {@code mul(Number)} lays the number over Java's memory, which the
     * garbage collector may have freed when the way back needs it: gradients are wrong now and then, or no numbers.
     */
    public static NDArray times(NDArray x, double factor) {
        return x.mul(x.getManager().full(new Shape(), (float) factor));
    }

    /** Records what is computed until it is closed, so that gradients can be found. */
    public GradientCollector collect() {
        return engine.newGradientCollector();
    }

    @Override
    public void close() {
        manager.close();
    }
}
