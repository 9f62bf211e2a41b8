using System.Text;

namespace Collegue.Knowledge.Sources.Folder;

/// <summary>A file to read: where it is, its path inside the folder with "/", and the key of its document.</summary>
internal sealed record FolderFile(string FullPath, string Relative, string Key)
{
    /// <summary>One spelling per path, whatever system wrote it (macOS stores accents apart).</summary>
    public static string Normalise(string path)
    {
        var plain = path.Replace('\\', '/').Normalize(NormalizationForm.FormC);
        return plain.StartsWith("./", StringComparison.Ordinal) ? plain[2..] : plain;
    }
}
