package loupe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.stream.Stream;

/** Conditions that ArchUnit does not bring along. */
final class ArchRules {
    private ArchRules() {}

    /** Holds for a class whose public methods take or return a type of one of the packages. */
    static ArchCondition<JavaClass> exposeInPublicSignatures(String... packages) {
        return new ArchCondition<>("expose " + String.join(", ", packages) + " in public signatures") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaMethod method : type.getMethods()) {
                    boolean exposed = method.getModifiers().contains(JavaModifier.PUBLIC)
                            && Stream.concat(
                                            Stream.of(method.getRawReturnType()),
                                            method.getRawParameterTypes().stream())
                                    .anyMatch(t -> startsWithAny(t, packages));
                    events.add(new SimpleConditionEvent(type, exposed, method.getFullName()));
                }
            }
        };
    }

    private static boolean startsWithAny(JavaClass type, String... packages) {
        return Stream.of(packages).anyMatch(p -> type.getPackageName().startsWith(p));
    }

    /** Fails for every field that reaches it; the compiler's own switch tables excepted. */
    static ArchCondition<JavaField> neverExist() {
        return new ArchCondition<>("never exist") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean synthetic = field.getModifiers().contains(JavaModifier.SYNTHETIC);
                boolean jacoco = field.getName().startsWith("$jacoco");
                events.add(new SimpleConditionEvent(field, synthetic || jacoco, field.getFullName()));
            }
        };
    }

    static ArchCondition<JavaClass> useStandardStreams() {
        return GeneralCodingRules.ACCESS_STANDARD_STREAMS;
    }
}
