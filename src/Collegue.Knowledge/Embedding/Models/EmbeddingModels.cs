using System.Text.Json;
using System.Text.Json.Serialization;
using Collegue.Knowledge.Indexing;
using Microsoft.Extensions.Options;

namespace Collegue.Knowledge.Embedding.Models;

/// <summary>
/// The model the administrator wants and, while its vectors are not complete, the one before it. What the one before was is kept
/// beside the indexes, without its key.
/// </summary>
internal sealed class EmbeddingModels(IOptions<EmbeddingsOptions> options, IEnumerable<IEmbeddingModelMaker> makers, IndexLocation location) : IDisposable
{
    private readonly Lock _gate = new();
    private EmbeddingModel? _configured;
    private EmbeddingModel? _previous;
    private bool _previousSought;
    private bool _disposed;

    /// <summary>False when only our model is used.</summary>
    public bool AnotherIsWanted => options.Value.Kind != EmbeddingKind.Collegue;

    private string RecipeFile => Path.Combine(location.Folder, "embeddings.json");

    /// <summary>The model wanted, opened once; null when it is ours.</summary>
    /// <exception cref="EmbeddingException">It cannot be opened; tried again at the next call.</exception>
    public EmbeddingModel? Configured()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return AnotherIsWanted ? _configured ??= Open(options.Value) : null;
        }
    }

    /// <summary>
    /// The model whose vectors were complete before the one wanted; null when there is none, or when asking it could send a question or a
    /// key where the configuration no longer sends any.
    /// </summary>
    public EmbeddingModel? Previous()
    {
        var configured = Configured();
        lock (_gate)
        {
            if (configured is null || _previousSought)
            {
                return _previous;
            }

            _previousSought = true;
            try
            {
                _previous = Recipe() is { } recipe && MayBeAsked(recipe) ? Open(recipe) : null;
                if (_previous?.VectorsName == configured.VectorsName)
                {
                    _previous.Dispose();
                    _previous = null;
                }
            }
            catch (EmbeddingException)
            {
                // Its files are gone; ours serves until the new one is ready.
                _previous = null;
            }

            return _previous;
        }
    }

    /// <summary>Says that the vectors of the model wanted are complete: from now on it is the one to serve until another is.</summary>
    public void Remember()
    {
        var kept = JsonSerializer.Deserialize(
            JsonSerializer.SerializeToUtf8Bytes(options.Value, RecipeJson.Default.EmbeddingsOptions), RecipeJson.Default.EmbeddingsOptions)!;
        (kept.OpenAI.Key, kept.OpenAI.KeyFile) = (null, null);
        var temporary = RecipeFile + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(kept, RecipeJson.Default.EmbeddingsOptions));
        File.Move(temporary, RecipeFile, overwrite: true);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _configured?.Dispose();
            _previous?.Dispose();
        }
    }

    private bool MayBeAsked(EmbeddingsOptions recipe)
    {
        if (recipe.Kind != EmbeddingKind.OpenAI)
        {
            return recipe.Kind == EmbeddingKind.Onnx;
        }

        var now = options.Value;
        if (now.Kind != EmbeddingKind.OpenAI || !now.OpenAI.SendQuestions || now.OpenAI.BaseUrl != recipe.OpenAI.BaseUrl)
        {
            return false;
        }

        (recipe.OpenAI.SendQuestions, recipe.OpenAI.Key, recipe.OpenAI.KeyFile) = (true, now.OpenAI.Key, now.OpenAI.KeyFile);
        return true;
    }

    private EmbeddingsOptions? Recipe()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(RecipeFile), RecipeJson.Default.EmbeddingsOptions) is { } recipe
                && new EmbeddingsOptionsValidator().Validate(null, recipe).Succeeded ? recipe : null;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private EmbeddingModel Open(EmbeddingsOptions wanted) =>
        (makers.FirstOrDefault(maker => maker.Kind == wanted.Kind)
            ?? throw new EmbeddingException($"This program cannot open models of the kind {wanted.Kind}.")).Open(wanted);
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(EmbeddingsOptions))]
internal sealed partial class RecipeJson : JsonSerializerContext;
