using System.Globalization;
using System.Text.Json;
using Collegue.Knowledge.Embedding.Models;
using Microsoft.ML.OnnxRuntime;

namespace Collegue.Onnx;

internal sealed class OnnxModelMaker(TimeProvider clock) : IEmbeddingModelMaker
{
    /// <summary>More letters than the tokens a model reads can hold.</summary>
    private const int LettersForEachToken = 16;

    public EmbeddingKind Kind => EmbeddingKind.Onnx;

    public EmbeddingModel Open(EmbeddingsOptions options)
    {
        var asked = options.Onnx;
        InferenceSession? session = null;
        try
        {
            var folder = new ModelFolder(asked.Folder);
            var tokens = TextTokens.Open(folder);
            session = Session(folder.Model, asked.Threads);
            var label = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(asked.Folder)));
            return new EmbeddingModel(
                label,
                string.Create(CultureInfo.InvariantCulture, $"onnx\n{folder.Identity()}\n{asked.Pooling}\n{asked.MaxTokens}"),
                new OnnxEmbeddingGenerator(session, tokens, asked, label),
                new ModelUse(asked.QuestionPrefix, asked.PassagePrefix, asked.BatchSize, 1, asked.MaxTokens * LettersForEachToken, SendsQuestions: true),
                clock);
        }
        catch (Exception failure) when (failure is OnnxRuntimeException or IOException or UnauthorizedAccessException or InvalidDataException or JsonException
                                            or DllNotFoundException or TypeInitializationException or BadImageFormatException or EmbeddingException)
        {
            session?.Dispose();
            throw failure as EmbeddingException
                ?? new EmbeddingException($"The ONNX model of '{asked.Folder}' cannot be used: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private static InferenceSession Session(string model, int threads)
    {
        using var settings = new SessionOptions
        {
            // The pages keep a processor for themselves.
            IntraOpNumThreads = threads > 0 ? threads : Math.Max(1, Environment.ProcessorCount / 2),
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        return new InferenceSession(model, settings);
    }
}
