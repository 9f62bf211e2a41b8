using System.Text.Json;
using System.Text.Json.Serialization;
using Collegue.Knowledge.Embedding.Models;
using Collegue.Knowledge.Vectors;

namespace Collegue.Knowledge.Indexing;

/// <summary>Complete vectors of a generation by a model other than ours, and what their similarities are worth.</summary>
internal sealed record MeaningVectors(EmbeddingModel Model, PackedVectors Vectors, Calibration Calibration)
{
    /// <summary>Null when the folder has none by this model, or they are damaged or of other passages.</summary>
    public static MeaningVectors? Read(string folder, EmbeddingModel model, int rows)
    {
        var path = PathOf(folder, model);
        try
        {
            var calibration = JsonSerializer.Deserialize(File.ReadAllBytes(BesideOf(path)), CalibrationJson.Default.Calibration);
            using var file = File.OpenRead(path);
            return calibration is not null && PackedVectors.Read(file, model.VectorsName) is { } vectors && vectors.Rows == rows
                ? new MeaningVectors(model, vectors, calibration)
                : null;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Appears whole or not at all: the vectors come last, by a renaming.</summary>
    /// <exception cref="IOException">The generation is gone, or the disk is full.</exception>
    public void Write(string folder)
    {
        var path = PathOf(folder, Model);
        File.WriteAllBytes(BesideOf(path), JsonSerializer.SerializeToUtf8Bytes(Calibration, CalibrationJson.Default.Calibration));
        var temporary = path + ".new";
        using (var file = File.Create(temporary))
        {
            Vectors.Write(file, Model.VectorsName);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Deletes the vectors of every other model than ours in every generation.</summary>
    public static void Forget(IndexLocation location)
    {
        foreach (var file in Directory.Exists(location.Folder) ? Directory.GetFiles(location.Folder, "vectors.*.*", SearchOption.AllDirectories) : [])
        {
            File.Delete(file);
        }
    }

    private static string PathOf(string folder, EmbeddingModel model) =>
        Path.Combine(folder, $"vectors.{EmbeddingModel.Hash(model.VectorsName)[..16]}.bin");

    private static string BesideOf(string path) => Path.ChangeExtension(path, ".json");
}

[JsonSerializable(typeof(Calibration))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
