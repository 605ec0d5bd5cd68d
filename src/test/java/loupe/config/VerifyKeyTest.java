package loupe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.stream.IntStream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyKeyTest {
    @TempDir
    Path folder;

    /** RFC 8032, section 7.1, tests 1 to 3: secret, public, message, signature. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void signsAndVerifiesAsTheStandardSays(String secret, String open, String message, String signature) {
        VerifyKey key = new VerifyKey(open);
        byte[] text = HexFormat.of().parseHex(message);
        byte[] made = new StationKey(HexFormat.of().parseHex(secret), key).sign(text);
        assertThat(HexFormat.of().formatHex(made)).isEqualTo(signature);
        assertThat(key.verifies(text, made)).isTrue();
        for (int i = 0; i < made.length; i += 7) {
            byte[] changed = made.clone();
            changed[i] ^= 1;
            assertThat(key.verifies(text, changed)).isFalse();
        }
        assertThat(key.verifies(new byte[] {1}, made)).isFalse();
        assertThat(key.verifies(text, new byte[3])).isFalse();
        assertThat(new VerifyKey("ff".repeat(32)).verifies(text, made)).isFalse();
    }

    @Test
    void theKeyOfAStationIsMadeOnceAndItsOwnersAlone() throws Exception {
        Path file = folder.resolve("station-key.json");
        StationKey made = StationKey.in(file);
        assertThat(StationKey.in(file).verifyKey()).isEqualTo(made.verifyKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(made.verifyKey().fingerprint()).matches("([0-9a-f]{4} ){7}[0-9a-f]{4}");
        String good = Files.readString(file);
        String other = good.replace(
                made.verifyKey().hex(),
                StationKey.in(folder.resolve("other.json")).verifyKey().hex());
        for (String bad : new String[] {"", "{}", good.replace("1,", "2,"), other, good.substring(0, 100)}) {
            Files.writeString(file, bad);
            assertThatThrownBy(() -> StationKey.in(file))
                    .isInstanceOfSatisfying(
                            InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.REC_14));
        }
    }

    @Test
    void manyWhoNeedItAtOnceGetOneKey() {
        Path file = folder.resolve("station-key.json");
        assertThat(IntStream.range(0, 200)
                        .parallel()
                        .mapToObj(i -> StationKey.in(file).verifyKey())
                        .distinct())
                .hasSize(1);
        assertThat(folder).isDirectoryNotContaining(f -> f.toString().endsWith(".part"));
    }

    @Test
    void onlyKeysAreKeys() {
        for (String bad : new String[] {"", "abc", "g".repeat(64), "a".repeat(65)}) {
            assertThatThrownBy(() -> new VerifyKey(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new VerifyKey(" " + "AB".repeat(32) + "\n")).isEqualTo(new VerifyKey("ab".repeat(32)));
    }
}
