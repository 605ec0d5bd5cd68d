package loupe;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import loupe.cli.LoupeCommand;

/**
 * Runs commands of Loupe, or its window, in a process where every socket that Java makes is refused and written down
 * with who asked for it: as the selector provider of that process, and as the factory of its plain sockets.
 */
public final class SocketWitness extends SelectorProvider {
    static final String RECORD = "loupe.test.sockets";
    static final String NEXT = "--next--";
    static final String PROBE = "--probe--";
    static final String TOUR = "--tour--";

    /** Words that name the data folder of a tour. */
    private static final int HOME = 2;

    /**
     * Commands separated by {@link #NEXT}, or {@link #PROBE} to try every kind of socket, or {@link #TOUR} with {@code
     * --home}, its folder and pictures to open the window and go through all of it, see {@link WindowTour}.
     */
    @SuppressWarnings("deprecation") // the only way to see plain sockets before they are made
    public static void main(String[] args) throws IOException {
        Socket.setSocketImplFactory(() -> refused("a socket"));
        ServerSocket.setSocketFactory(() -> refused("a server socket"));
        if (args[0].equals(PROBE)) {
            probe();
            return;
        }
        if (args[0].equals(TOUR)) {
            String[] words = Arrays.copyOfRange(args, 1, args.length);
            WindowTour.begin(words.length - HOME);
            Main.main(words);
            return;
        }
        int worst = 0;
        String[] commands = String.join("\n", args).split("\n" + NEXT + "\n", -1);
        for (String command : commands) {
            worst = Math.max(worst, LoupeCommand.run(command.split("\n", -1)));
        }
        System.exit(worst);
    }

    /** What Loupe must never do: seen all the same. */
    private static void probe() {
        for (Callable<Closeable> open : List.<Callable<Closeable>>of(
                Socket::new,
                ServerSocket::new,
                SocketChannel::open,
                ServerSocketChannel::open,
                DatagramChannel::open)) {
            try (Closeable opened = open.call()) {
                write("not refused: " + opened);
            } catch (Exception e) {
                write("refused: " + e.getMessage());
            }
        }
    }

    private static SocketImpl refused(String what) {
        write(what);
        throw new IllegalStateException(what + " was asked for");
    }

    private static IOException noted(String what) {
        write(what);
        return new IOException(what + " was asked for");
    }

    private static void write(String what) {
        StringWriter trace = new StringWriter();
        new Exception(what).printStackTrace(new PrintWriter(trace, true));
        try {
            Files.writeString(
                    Path.of(System.getProperty(RECORD)),
                    trace.toString(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        throw noted("a datagram channel");
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        throw noted("a datagram channel");
    }

    @Override
    public Pipe openPipe() throws IOException {
        throw noted("a pipe");
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        throw noted("a selector");
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        throw noted("a server socket channel");
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        throw noted("a socket channel");
    }
}
