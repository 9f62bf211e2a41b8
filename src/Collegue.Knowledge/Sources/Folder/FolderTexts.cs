using System.Globalization;

namespace Collegue.Knowledge.Sources.Folder;

/// <summary>What is said of an imported folder, in the language of those who import it; one line each.</summary>
internal static class FolderTexts
{
    public const string LinkOutside = "le lien mène hors du dossier : il n'est pas suivi";
    public const string BrokenLink = "le lien ne mène nulle part";
    public const string FolderNotReadable = "le dossier ne peut pas être ouvert";
    public const string PathTooLong = "le chemin du fichier est trop long";
    public const string ValidityReversed = "valid_until est avant valid_from";
    public const string NotListed = "nommé dans documents.yaml mais absent du dossier";

    public const string DeepYaml = "YAML trop imbriqué";

    public static string NoFolder(string path) => $"le dossier « {path} » n'existe pas";

    public static string NotAFolder(string path) => $"« {path} » est un fichier, pas un dossier";

    public static string NotADate(string key, string value) =>
        $"{key} n'est pas une date : « {value} » (attendu : 2026-09-01 ou 01/09/2026)";

    public static string NotAnAddress(string value) => $"url n'est pas une adresse http ou https : « {value} »";

    public static string ManifestInvalid(string file, string problem) => $"{file} ne peut pas être lu : {problem}";

    public static string FrontMatterInvalid(string problem) => $"l'en-tête ne peut pas être lu : {problem}";

    public static string BadYaml(long line) => string.Create(CultureInfo.InvariantCulture, $"YAML incorrect à la ligne {line}");

    public static string BadName(string name) =>
        $"name doit tenir en lettres sans accent, chiffres et tirets, 64 au plus : « {name} »";
}
