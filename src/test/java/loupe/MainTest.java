package loupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.config.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder;

    @Test
    void noArgumentsAndADataFolderOpenTheWindow() {
        assertThat(Main.window()).contains(new Main.Window(Home.standard(), List.of()));
        Home home = new Home(folder);
        assertThat(Main.window("--home", folder.toString())).contains(new Main.Window(home, List.of()));
        assertThat(Main.window("--home=" + folder)).contains(new Main.Window(home, List.of()));
    }

    @Test
    void filesOpenTheWindowAndCommandsDoNot() throws IOException {
        Path recipe = Files.createFile(folder.resolve("flange.loupe"));
        assertThat(Main.window(recipe.toString())).map(Main.Window::files).contains(List.of(recipe));
        assertThat(Main.window("--home", folder.toString(), recipe.toString(), folder.toString()))
                .map(Main.Window::files)
                .contains(List.of(recipe, folder));
        assertThat(Main.window("inspect", recipe.toString())).isEmpty();
        assertThat(Main.window("--home", folder.toString(), "models")).isEmpty();
        assertThat(Main.window("--help")).isEmpty();
        assertThat(Main.window(folder.resolve("gone.loupe").toString())).isEmpty();
    }
}
