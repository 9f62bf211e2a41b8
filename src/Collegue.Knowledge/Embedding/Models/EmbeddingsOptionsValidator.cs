using System.Globalization;
using Microsoft.Extensions.Options;

namespace Collegue.Knowledge.Embedding.Models;

/// <summary>Only the section of the model chosen must be right.</summary>
internal sealed class EmbeddingsOptionsValidator : IValidateOptions<EmbeddingsOptions>
{
    private const int LongestPrefix = 1_000;

    public ValidateOptionsResult Validate(string? name, EmbeddingsOptions options)
    {
        List<string> faults = [];
        Bounded(faults, nameof(options.QuestionMilliseconds), options.QuestionMilliseconds, 50, 30_000);
        switch (options.Kind)
        {
            case EmbeddingKind.Collegue:
                break;
            case EmbeddingKind.Onnx:
                Check(faults, options.Onnx);
                break;
            case EmbeddingKind.OpenAI:
                Check(faults, options.OpenAI);
                break;
            default:
                faults.Add("Embeddings:Kind is Collegue, Onnx or OpenAI.");
                break;
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Check(List<string> faults, OnnxModelOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Folder))
        {
            faults.Add("Embeddings:Onnx:Folder is missing: the folder that holds model.onnx and its vocabulary.");
        }
        else if (!Directory.Exists(options.Folder))
        {
            faults.Add($"Embeddings:Onnx:Folder: there is no folder '{options.Folder}'.");
        }

        if (!Enum.IsDefined(options.Pooling))
        {
            faults.Add("Embeddings:Onnx:Pooling is Mean or Cls.");
        }

        Bounded(faults, "Onnx:MaxTokens", options.MaxTokens, 8, 8_192);
        Bounded(faults, "Onnx:BatchSize", options.BatchSize, 1, 1_024);
        Bounded(faults, "Onnx:Threads", options.Threads, 0, 256);
        Prefixes(faults, "Onnx", options.QuestionPrefix, options.PassagePrefix);
    }

    private static void Check(List<string> faults, OpenAIModelOptions options)
    {
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            faults.Add("Embeddings:OpenAI:BaseUrl is an address such as https://example.org/v1, without a name or a key in it.");
        }

        if (string.IsNullOrWhiteSpace(options.Model))
        {
            faults.Add("Embeddings:OpenAI:Model is missing: the name the server gives its model.");
        }

        if (!string.IsNullOrEmpty(options.Key) && !string.IsNullOrEmpty(options.KeyFile))
        {
            faults.Add("Embeddings:OpenAI takes Key or KeyFile, not both.");
        }

        if (!string.IsNullOrEmpty(options.KeyFile) && !File.Exists(options.KeyFile))
        {
            faults.Add($"Embeddings:OpenAI:KeyFile: there is no file '{options.KeyFile}'.");
        }

        if (options.Key?.Any(letter => letter is < ' ' or > '~') == true)
        {
            faults.Add("Embeddings:OpenAI:Key holds a letter that no key has.");
        }

        Bounded(faults, "OpenAI:Dimensions", options.Dimensions ?? 1, 1, Vectors.AskedVector.MostDimensions);
        Bounded(faults, "OpenAI:BatchSize", options.BatchSize, 1, 2_048);
        Bounded(faults, "OpenAI:Concurrency", options.Concurrency, 1, 32);
        Bounded(faults, "OpenAI:TimeoutSeconds", options.TimeoutSeconds, 1, 600);
        Bounded(faults, "OpenAI:MaxCharacters", options.MaxCharacters, 200, 100_000);
        Prefixes(faults, "OpenAI", options.QuestionPrefix, options.PassagePrefix);
    }

    private static void Prefixes(List<string> faults, string section, string question, string passage)
    {
        if (question.Length > LongestPrefix || passage.Length > LongestPrefix)
        {
            faults.Add($"Embeddings:{section}: a prefix has at most {LongestPrefix} letters.");
        }
    }

    private static void Bounded(List<string> faults, string what, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"Embeddings:{what} goes from {least} to {most}."));
        }
    }
}
