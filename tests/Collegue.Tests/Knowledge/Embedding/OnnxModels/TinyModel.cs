using System.Runtime.InteropServices;
using Collegue.Knowledge.Embedding.Models;
using Collegue.Onnx;

namespace Collegue.Tests.Knowledge.Embedding.OnnxModels;

/// <summary>
/// A folder with a model of a few words: each token is looked up in a table. "piscine" and "zorglub" have the same row, the other words
/// one of their own.
/// </summary>
internal sealed class TinyModel : IDisposable
{
    public const int Dimensions = 16;

    private const int Float = 1;
    private const int Int32 = 6;
    private const int Int64 = 7;

    public static readonly string[] Words =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "piscine", "permis", "passeport", "cantine", "##s", "zorglub", "ecole"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("collegue-onnx-");

    private TinyModel()
    {
    }

    public string Folder => _folder.FullName;

    public static TinyModel WithWordPieces(bool wide = true, string input = "input_ids", int rank = 3)
    {
        var model = new TinyModel();
        File.WriteAllBytes(model.In("model.onnx"), Graph(Words.Length, wide, input, rank));
        File.WriteAllLines(model.In("vocab.txt"), Words);
        return model;
    }

    /// <summary>Pieces in the order of SentencePiece, and a table as large as the numbering of the family of RoBERTa.</summary>
    public static TinyModel WithSentencePieces(string? family)
    {
        var model = new TinyModel();
        File.WriteAllBytes(model.In("model.onnx"), Graph(16, wide: true, "input_ids", 3));
        var pieces = new Protobuf();
        foreach (var (piece, score, kind) in new[]
                 {
                     ("<unk>", 0f, 2), ("<s>", 0f, 3), ("</s>", 0f, 3), ("▁piscine", -1f, 1), ("▁permis", -2f, 1), ("▁", -3f, 1), ("s", -4f, 1),
                 })
        {
            pieces.Message(1, new Protobuf().Text(1, piece).Single(2, score).Number(3, kind));
        }

        pieces.Message(2, new Protobuf().Number(3, 1).Number(40, 0).Number(41, 1).Number(42, 2))
            .Message(3, new Protobuf().Text(1, "identity").Number(3, 1).Number(4, 1).Number(5, 1));
        File.WriteAllBytes(model.In("sentencepiece.bpe.model"), pieces.ToArray());
        if (family is not null)
        {
            File.WriteAllText(model.In("config.json"), $$"""{"model_type":"{{family}}"}""");
        }

        return model;
    }

    public string In(string name) => Path.Combine(Folder, name);

    public EmbeddingsOptions Options(Action<OnnxModelOptions>? set = null)
    {
        var options = new EmbeddingsOptions { Kind = EmbeddingKind.Onnx, Onnx = new OnnxModelOptions { Folder = Folder, Threads = 1 } };
        set?.Invoke(options.Onnx);
        return options;
    }

    public EmbeddingModel Open(Action<OnnxModelOptions>? set = null) => new OnnxModelMaker(TimeProvider.System).Open(Options(set));

    public void Dispose() => _folder.Delete(recursive: true);

    public static float[] Row(int token)
    {
        var row = new float[Dimensions];
        row[token == Array.IndexOf(Words, "zorglub") ? Array.IndexOf(Words, "piscine") : token] = 1;
        return row;
    }

    private static byte[] Graph(int words, bool wide, string input, int rank)
    {
        var table = new Protobuf().Number(1, words).Number(1, Dimensions).Number(2, Float).Text(8, "table")
            .Bytes(9, MemoryMarshal.AsBytes<float>(Enumerable.Range(0, words).SelectMany(Row).ToArray()).ToArray());
        var graph = new Protobuf().Text(2, "tiny").Message(5, table).Message(11, Value(input, wide ? Int64 : Int32, 2))
            .Message(11, Value("attention_mask", wide ? Int64 : Int32, 2));
        graph.Message(1, new Protobuf().Text(1, "table").Text(1, input).Text(2, rank == 3 ? "last_hidden_state" : "tokens").Text(4, "Gather"));
        if (rank == 1)
        {
            graph.Message(1, new Protobuf().Text(1, "tokens").Text(2, "all").Text(4, "ReduceSum")
                .Message(5, new Protobuf().Text(1, "keepdims").Number(3, 0).Number(20, 2)));
        }

        graph.Message(12, rank == 3 ? Value("last_hidden_state", Float, 3) : Value("all", Float, 0));
        return new Protobuf().Number(1, 8).Message(7, graph).Message(8, new Protobuf().Text(1, "").Number(2, 13)).ToArray();
    }

    private static Protobuf Value(string name, int type, int rank)
    {
        var shape = new Protobuf();
        for (var at = 0; at < rank; at++)
        {
            shape.Message(1, at < 2 ? new Protobuf().Text(2, at == 0 ? "texts" : "tokens") : new Protobuf().Number(1, Dimensions));
        }

        return new Protobuf().Text(1, name).Message(2, new Protobuf().Message(1, new Protobuf().Number(1, type).Message(2, shape)));
    }
}
