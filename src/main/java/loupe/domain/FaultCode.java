package loupe.domain;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Every fault a person can meet. The code is stable and can be told over the phone; the texts (what happened, what to
 * do) are in {@code faults.properties}, keys {@code CAM-02} and {@code CAM-02.do}.
 */
public enum FaultCode {
    /** The source cannot be opened. Args: source, reason. */
    CAM_01,
    /** The camera stopped delivering: unplugged or lost. Args: source. */
    CAM_02,
    /** Opening took too long. Args: source, seconds. */
    CAM_03,
    /** The source's address is not understood. Args: address. */
    CAM_04,
    /** No new frame for too long. Args: source, seconds. */
    CAM_05,
    /** The network stream sent something that is not a picture. Args: source, reason. */
    CAM_06,
    /** An image file is corrupt. Args: file, reason. */
    IMG_01,
    /** An image is too large to open. Args: file, width, height, limit in megapixels. */
    IMG_02,
    /** Not an image that Loupe reads. Args: file. */
    IMG_03,
    /** An empty file. Args: file. */
    IMG_04,
    /** A file or folder is missing or may not be read. Args: file. */
    IMG_05,
    /** An archive's entry would leave its folder. Args: archive, entry. */
    IMG_06,
    /** An archive is too large when unpacked. Args: archive, limit in MB. */
    IMG_07,
    /** No image found. Args: path. */
    IMG_08,
    /** A file is too large. Args: file, megabytes, limit in MB. */
    IMG_09,
    /** A model cannot be read. Args: file, reason. */
    MOD_01,
    /** A model's inputs or outputs are not those of a detector. Args: file, reason. */
    MOD_02,
    /** A model is too large. Args: file, megabytes, limit in MB. */
    MOD_03,
    /** A model needs a newer runtime. Args: file, opset, runtime version. */
    MOD_04,
    /** A model file is not the one the recipe was made with. Args: file. */
    MOD_05,
    /** The model's output is not a number. */
    MOD_06,
    /** A model refers to files outside its folder. Args: file, reason. */
    MOD_07,
    /** An execution provider was asked for and is not available. Args: provider, reason. */
    MOD_08,
    /** Inference failed. Args: reason. */
    MOD_09,
    /** A backbone's card is missing or wrong. Args: file, reason. */
    MOD_10,
    /** A model does not give what it gave for its reference pictures. Args: file, provider, difference, tolerance. */
    MOD_11,
    /** A file beside a model cannot be read. Args: file, reason. */
    MOD_12,
    /** A provider was opened and runs nothing of the model. Args: provider, nodes that run on the CPU. */
    MOD_13,
    /** The line does not run where it should. Args: provider wanted, provider in use, reason. */
    MOD_14,
    /** No such recipe. Args: name. */
    REC_01,
    /** A recipe file cannot be read. Args: file, reason. */
    REC_02,
    /** The recipe has no complete thresholds. */
    REC_03,
    /** The region lies outside the image. Args: region, image size. */
    REC_04,
    /** Several recipes, and none was chosen. */
    REC_05,
    /** A file is no recipe file, or a damaged one. Args: file, reason. */
    REC_06,
    /** A recipe file is refused because it could do harm. Args: file, reason. */
    REC_07,
    /** A recipe file was written by a newer Loupe. Args: file, its format, ours. */
    REC_08,
    /** The recipe on the line cannot be put away. Args: name. */
    REC_09,
    /** An image would be cut into too many tiles. Args: size, tiles, most. */
    REC_10,
    /** The signature of a recipe file does not hold. Args: file. */
    REC_11,
    /** A recipe file is not signed, and only signed ones are taken. Args: file. */
    REC_12,
    /** A recipe file is signed by an unknown key, and only trusted ones are taken. Args: file, fingerprint. */
    REC_13,
    /** A file of keys cannot be read. Args: file, reason. */
    REC_14,
    /** A shadow stopped; the line goes on. Args: recipe, reason. */
    SHA_01,
    /** The data folder is in use by another Loupe. Args: folder. */
    TRC_01,
    /** The disk is full. Args: folder. */
    TRC_02,
    /** The journal could not be written. Args: reason. */
    TRC_03,
    /** The data folder cannot be written. Args: folder. */
    TRC_04,
    /** The journal was written by a newer Loupe. Args: file, its version, ours. */
    TRC_05,
    /** The journal file is damaged. Args: file, reason. */
    TRC_06,
    /** A line ended with its process. Args: when the run had begun. */
    TRC_07,
    /** Too few good images. Args: found, needed. */
    TEA_01,
    /** The good images cannot be taught from. Args: reason. */
    TEA_02,
    /** The data set's layout is not understood. Args: folder, reason. */
    TEA_03,
    /** A file that names data sets cannot be read. Args: file, reason. */
    TEA_04,
    /** Training by gradient is not possible here. Args: reason. */
    TEA_05,
    /** A checkpoint cannot be continued. Args: file, reason. */
    TEA_06,
    /** The sums beside a detector cannot be used for adding images. Args: file, reason. */
    TEA_07,
    /** The training process ended without a result. Args: reason. */
    TEA_08,
    /** The disk is full while training. Args: file. */
    TEA_09,
    /** Memory is full while training. Args: detail. */
    TEA_10,
    /** Too few known defects. Args: found, needed. */
    TEA_11,
    /** No part of the journal that was chosen has a picture to teach from. */
    TEA_12,
    /** Something was brought to Teach while it teaches. */
    TEA_13,
    /** It is not clear how a folder of images is meant; somebody has to say. Args: folder, possible answers. */
    SET_01,
    /** A sample set's file cannot be read. Args: file, reason. */
    SET_02,
    /** A sample set cannot be written. Args: folder, reason. */
    SET_03,
    /** A sample set's file names a path outside its folder. Args: file, path. */
    SET_04,
    /** A sample set was written by a newer Loupe. Args: file, its version, ours. */
    SET_05,
    /** A mask has not the size of its image. Args: mask, its size, size of the image. */
    SET_06,
    /** Something in a sample set is odd; the rest is used. Args: folder, what. */
    SET_07,
    /** A policy needs known defects. Args: policy, found, needed. */
    CAL_01,
    /** A policy needs more good parts. Args: policy, found, needed. */
    CAL_02,
    /** A table of scores is not understood. Args: file, line, reason. */
    CAL_03,
    /** A policy allows no finite threshold with this sample. Args: policy, good parts, least share in percent. */
    CAL_04,
    /** Nobody signed a calibration: who or why is missing. */
    CAL_05,
    /** Nothing to measure on: no labelled image that could be scored. Args: sample set or recipe. */
    CAL_06,
    /** Settings could not be read; defaults are used. Args: file, reason. */
    CFG_01,
    /** Settings or recipes could not be written. Args: file, reason. */
    CFG_02,
    /** An engineer or an administrator has to sign in. */
    ACC_01,
    /** Name or password is wrong. */
    ACC_02,
    /** Too early to try again after wrong passwords. Args: seconds. */
    ACC_03,
    /** The users cannot be read; everybody is an operator. Args: file, reason. */
    ACC_04,
    /** A password is too short or too long. Args: shortest, longest. */
    ACC_05,
    /** Nobody would be administrator any more. */
    ACC_06,
    /** A name will not do. Args: longest. */
    ACC_07,
    /** An administrator has to sign in. */
    ACC_08,
    /** Cancelled by a person. */
    OPS_01,
    /** A command was not understood. Args: reason. */
    OPS_02,
    /** A native library cannot be loaded. Args: library, reason. */
    SYS_01,
    /** Something happened that Loupe did not expect. Args: reason. */
    SYS_02;

    private static final String BUNDLE = "loupe.domain.faults";

    /** The code as people see it, for example {@code CAM-02}. */
    public String id() {
        return name().replace('_', '-');
    }

    public String whatHappened(Locale locale, Object... args) {
        return format(locale, id(), args);
    }

    public String whatToDo(Locale locale, Object... args) {
        return format(locale, id() + ".do", args);
    }

    private static String format(Locale locale, String key, Object... args) {
        ResourceBundle.Control rootFallback =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        String pattern = ResourceBundle.getBundle(BUNDLE, locale, rootFallback).getString(key);
        return new MessageFormat(pattern, locale).format(args);
    }
}
