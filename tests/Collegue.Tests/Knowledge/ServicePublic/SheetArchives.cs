using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Collegue.Tests.Knowledge.ServicePublic;

/// <summary>A folder of its own for one test, and archives written in it.</summary>
internal sealed class SheetArchives : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("collegue-sheets-").FullName;

    public string Folder(string name, params (string Path, string Content)[] files)
    {
        var folder = Path.Combine(Root, name);
        Directory.CreateDirectory(folder);
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
        }
        return folder;
    }

    public string Zip(string name, params (string Path, string Content)[] files)
    {
        var file = Path.Combine(Root, name);
        File.WriteAllBytes(file, ZipBytes(files));
        return file;
    }

    public static byte[] ZipBytes(params (string Path, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return bytes.ToArray();
    }

    public string Tarball(string name, params (string Path, string Content)[] files)
    {
        var file = Path.Combine(Root, name);
        using var stream = File.Create(file);
        using var gzip = new GZipStream(stream, CompressionLevel.NoCompression);
        using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        foreach (var (path, content) in files)
        {
            using var data = new MemoryStream(Encoding.UTF8.GetBytes(content));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = data });
        }
        return file;
    }

    /// <summary>The same file without its end.</summary>
    public string Cut(string file, double keep)
    {
        var bytes = File.ReadAllBytes(file);
        var cut = Path.Combine(Root, "cut-" + Path.GetFileName(file));
        File.WriteAllBytes(cut, bytes[..(int)(bytes.Length * keep)]);
        return cut;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
