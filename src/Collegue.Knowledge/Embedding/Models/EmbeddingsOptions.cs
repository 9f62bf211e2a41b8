namespace Collegue.Knowledge.Embedding.Models;

/// <summary>Which model says how close a question and a passage are in meaning.</summary>
public enum EmbeddingKind
{
    /// <summary>The one that comes with the program; nothing to set.</summary>
    Collegue,

    /// <summary>A transformer in a folder of this machine.</summary>
    Onnx,

    /// <summary>A server that speaks <c>/v1/embeddings</c>.</summary>
    OpenAI,
}

/// <summary>The model the administrator wants. Ours always serves while another is not ready or does not answer.</summary>
public sealed class EmbeddingsOptions
{
    public const string Section = "Embeddings";

    public EmbeddingKind Kind { get; set; }

    /// <summary>How long a search waits for the vector of its question before it uses our model.</summary>
    public int QuestionMilliseconds { get; set; } = 2_000;

    public OnnxModelOptions Onnx { get; set; } = new();

    public OpenAIModelOptions OpenAI { get; set; } = new();
}

/// <summary>How token vectors become one.</summary>
public enum Pooling
{
    Mean,

    /// <summary>The vector of the first token.</summary>
    Cls,
}

public sealed class OnnxModelOptions
{
    /// <summary>Holds <c>model.onnx</c> (or <c>onnx/model.onnx</c>) and <c>vocab.txt</c>, <c>sentencepiece.bpe.model</c> or <c>tokenizer.model</c>.</summary>
    public string Folder { get; set; } = "";

    public Pooling Pooling { get; set; }

    /// <summary>Tokens read of a text, marks included; what follows does not count.</summary>
    public int MaxTokens { get; set; } = 512;

    /// <summary>Texts given to the model at once.</summary>
    public int BatchSize { get; set; } = 16;

    /// <summary>Processors the model may use; 0 for half of them.</summary>
    public int Threads { get; set; }

    public string QuestionPrefix { get; set; } = "";

    public string PassagePrefix { get; set; } = "";
}

public sealed class OpenAIModelOptions
{
    /// <summary>Ends before <c>/embeddings</c>: <c>https://example.org/v1</c>.</summary>
    public string BaseUrl { get; set; } = "";

    public string Model { get; set; } = "";

    /// <summary>Sent as a bearer token; never logged, shown or kept.</summary>
    public string? Key { get; set; }

    /// <summary>A file that holds the key, for secrets that are mounted.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Asked of models that can shorten their vectors; null for their own length.</summary>
    public int? Dimensions { get; set; }

    public int BatchSize { get; set; } = 64;

    /// <summary>Requests under way at once.</summary>
    public int Concurrency { get; set; } = 2;

    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Letters sent of a text; servers refuse what is too long.</summary>
    public int MaxCharacters { get; set; } = 8_000;

    public string QuestionPrefix { get; set; } = "";

    public string PassagePrefix { get; set; } = "";

    /// <summary>
    /// Whether what people ask may be sent to the server. Off, only passages are sent, and questions are compared by our own model.
    /// </summary>
    public bool SendQuestions { get; set; }
}
