using Microsoft.Data.Sqlite;

namespace Collegue.Commands;

/// <summary>A copy of an embedded instance in a folder that leaves with it, so that a bench changes nothing in the one it was given.</summary>
internal sealed class InstanceCopy : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("collegue-bench-");

    public string Folder => folder.FullName;

    /// <param name="withIndex">Its index too, instead of one built anew at the first search.</param>
    /// <exception cref="InvalidDataException">The directory holds no database.</exception>
    public async Task FillAsync(string dataDirectory, bool withIndex, CancellationToken cancellation)
    {
        var file = Path.Combine(dataDirectory, "collegue.db");
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"{dataDirectory} holds no collegue.db: import sheets there first.");
        }

        await using (var database = new SqliteConnection($"Data Source={file};Mode=ReadWrite;Pooling=False"))
        {
            await database.OpenAsync(cancellation);
            await using var copy = database.CreateCommand();
            copy.CommandText = "VACUUM INTO $copy";
            copy.Parameters.AddWithValue("$copy", Path.Combine(Folder, "collegue.db"));
            await copy.ExecuteNonQueryAsync(cancellation);
        }

        foreach (var name in withIndex ? ["vocabulary", "index"] : (string[])["vocabulary"])
        {
            var source = Path.Combine(dataDirectory, name);
            if (Directory.Exists(source))
            {
                Copy(source, Path.Combine(Folder, name));
            }
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }
}
