package loupe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Skipped by a build without PyTorch: {@code mvn -P-training verify}, and on Macs with Intel processors. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "loupe.train.gradient.Torch#isBuiltIn", disabledReason = "this Loupe was built without PyTorch")
public @interface NeedsPyTorch {}
