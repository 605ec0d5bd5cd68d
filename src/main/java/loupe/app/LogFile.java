package loupe.app;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.camera.SourceAddress;
import org.slf4j.LoggerFactory;

/**
 * Sends the log into {@code loupe.log} of a folder: five files of 5 MB at most, oldest overwritten. Without it Loupe
 * logs nowhere, so that commands print only what they were asked for.
 */
public final class LogFile implements AutoCloseable {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LogFile.class);
    private static final int KEPT = 4;

    /** Empty when another part of this process writes the file already. */
    private final Optional<RollingFileAppender<ILoggingEvent>> appender;

    private LogFile(Optional<RollingFileAppender<ILoggingEvent>> appender) {
        this.appender = appender;
    }

    /** Starts writing; a folder that cannot be written leaves the log silent, as the first other use will tell. */
    public static LogFile in(Path folder) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (root(context).getAppender(folder.toString()) != null) {
            return new LogFile(Optional.empty());
        }
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName(folder.toString());
        appender.setFile(folder.resolve("loupe.log").toString());
        appender.setEncoder(encoder(context));
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf("5MB"));
        size.start();
        appender.setTriggeringPolicy(size);
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(folder.resolve("loupe.%i.log").toString());
        window.setMaxIndex(KEPT);
        window.start();
        appender.setRollingPolicy(window);
        appender.start();
        root(context).addAppender(appender);
        return new LogFile(Optional.of(appender));
    }

    private static PatternLayoutEncoder encoder(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{30} - %msg%n");
        encoder.start();
        return encoder;
    }

    private static Logger root(LoggerContext context) {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** Notes who writes from here on; a camera's password does not belong into a log. */
    public void start(List<String> args) {
        List<String> masked = args.stream().map(SourceAddress::masked).toList();
        LOG.info("Loupe on Java {}, {} {}: {}", Runtime.version(), os("os.name"), os("os.arch"), masked);
    }

    private static String os(String key) {
        return System.getProperty(key);
    }

    /** Stops writing; the file is complete on disk afterwards. */
    @Override
    public void close() {
        appender.ifPresent(a -> {
            root((LoggerContext) LoggerFactory.getILoggerFactory()).detachAppender(a);
            a.stop();
        });
    }
}
