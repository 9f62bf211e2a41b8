using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>What a page was when it was last read, to be given again when the server says that it did not change.</summary>
/// <param name="Reader">Version of what reads pages: what an older one read is read again.</param>
/// <param name="Document">Null when the page is only a way to others.</param>
internal sealed record SiteMemo(int Reader, Uri Address, SiteValidators Validators, IReadOnlyList<Uri> Links, SourceDocument? Document);

/// <summary>Memos on disk, one file each. Losing them costs a full reading, nothing more.</summary>
internal sealed class SiteMemory(string folder)
{
    public const int Reader = 1;

    public int Count => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Count() : 0;

    public SiteMemo? Find(SiteAddress address) => Load(FileOf(address));

    public void Keep(SiteAddress address, SiteMemo memo)
    {
        Directory.CreateDirectory(folder);
        var file = FileOf(address);
        // Moved into place whole: a crash leaves the old one.
        File.WriteAllBytes(file + ".new", JsonSerializer.SerializeToUtf8Bytes(memo));
        File.Move(file + ".new", file, overwrite: true);
    }

    public void Forget(SiteAddress address) => File.Delete(FileOf(address));

    /// <summary>The addresses of every document kept.</summary>
    public IReadOnlyList<SiteAddress> Documents() => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Load)
            .Where(memo => memo?.Document is not null).Select(memo => SiteAddress.Of(memo!.Address)).OfType<SiteAddress>().ToList();

    private static SiteMemo? Load(string file)
    {
        try
        {
            return File.Exists(file) && JsonSerializer.Deserialize<SiteMemo>(File.ReadAllBytes(file)) is { Reader: Reader } memo ? memo : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string FileOf(SiteAddress address) =>
        Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Uri.AbsoluteUri)))[..32] + ".json");
}
