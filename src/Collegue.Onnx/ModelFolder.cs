using System.Security.Cryptography;
using System.Text.Json;

namespace Collegue.Onnx;

/// <summary>Where the files of a model are, in the arrangements models are published in.</summary>
internal sealed class ModelFolder
{
    private static readonly string[] Models = ["model.onnx", Path.Combine("onnx", "model.onnx")];
    private static readonly string[] WordPieces = ["vocab.txt"];
    private static readonly string[] SentencePieces = ["sentencepiece.bpe.model", "sentencepiece.model", "spiece.model", "tokenizer.model"];

    public ModelFolder(string folder)
    {
        Folder = folder;
        Model = First(folder, Models) ?? throw new FileNotFoundException(Missing(folder));
        Vocabulary = First(folder, WordPieces);
        SentencePiece = First(folder, SentencePieces);
    }

    public string Folder { get; }

    public string Model { get; }

    /// <summary>The pieces of words of a BERT, one a line.</summary>
    public string? Vocabulary { get; }

    public string? SentencePiece { get; }

    /// <summary>What is not there, in words; null when all is.</summary>
    public static string? Missing(string folder)
    {
        if (First(folder, Models) is null)
        {
            return $"there is no model.onnx in '{folder}'.";
        }

        return First(folder, [.. WordPieces, .. SentencePieces]) is null
            ? $"there is no vocabulary in '{folder}': vocab.txt (WordPiece), or sentencepiece.bpe.model, spiece.model or tokenizer.model (SentencePiece). A tokenizer.json alone cannot be read."
            : null;
    }

    /// <summary>A setting of <c>tokenizer_config.json</c> or <c>config.json</c>; null when there is none.</summary>
    public JsonElement? Setting(string name)
    {
        foreach (var file in (string[])["tokenizer_config.json", "config.json"])
        {
            var path = Path.Combine(Folder, file);
            if (!File.Exists(path))
            {
                continue;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value))
            {
                return value.Clone();
            }
        }

        return null;
    }

    /// <summary>A hash of everything that changes vectors: weights, those kept beside the model too, vocabulary and settings.</summary>
    public string Identity()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(Model)!, "model.onnx*")
                     .Concat([.. ((string?[])[Vocabulary, SentencePiece]).OfType<string>(), Path.Combine(Folder, "tokenizer_config.json"), Path.Combine(Folder, "config.json")])
                     .Where(File.Exists).Order(StringComparer.Ordinal))
        {
            using var file = File.OpenRead(path);
            while (file.Read(buffer) is > 0 and var read)
            {
                hash.AppendData(buffer, 0, read);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? First(string folder, string[] names) =>
        names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
