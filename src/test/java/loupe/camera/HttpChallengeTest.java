package loupe.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpChallengeTest {
    private static final URI PAGE = URI.create("http://Mufasa:Circle%20Of%20Life@www.nowhere.org/dir/index.html");

    /** RFC 2069's example as corrected by its erratum 749: the only published one that needs no client nonce. */
    @Test
    void digestWithoutQopMatchesThePublishedExample() {
        URI page = URI.create("http://Mufasa:CircleOfLife@www.nowhere.org/dir/index.html");
        String challenge = "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
                + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";
        assertThat(HttpChallenge.answer(List.of(challenge), page, page))
                .hasValueSatisfying(h -> assertThat(h)
                        .startsWith("Digest ")
                        .contains("response=\"1949323746fe6a43ef61f9606e7febea\"")
                        .contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""));
    }

    @Test
    void basicIsTheLastResort() {
        assertThat(HttpChallenge.answer(List.of("Basic realm=\"x\""), PAGE, PAGE))
                .contains("Basic TXVmYXNhOkNpcmNsZSBPZiBMaWZl");
        assertThat(HttpChallenge.answer(List.of("Basic realm=x", "Digest nonce=1, qop=\"auth\""), PAGE, PAGE))
                .hasValueSatisfying(h -> assertThat(h).contains("Digest", "qop=auth", "cnonce="));
        assertThat(HttpChallenge.answer(List.of("Negotiate"), PAGE, PAGE)).isEmpty();
        assertThat(HttpChallenge.answer(List.of("Digest nonce=1, algorithm=SHA-512"), PAGE, PAGE))
                .isEmpty();
    }
}
