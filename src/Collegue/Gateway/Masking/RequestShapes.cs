using System.Collections.Frozen;
using Collegue.Storage.Gateway;

namespace Collegue.Gateway.Masking;

/// <summary>What the requests of programs look like, by the contracts of chat, completions, responses, embeddings and reranking.</summary>
internal static class RequestShapes
{
    private const string Settings =
        "model stream stream_options encoding_format service_tier reasoning reasoning_effort verbosity modalities audio seed temperature top_p top_k min_p n best_of max_tokens "
        + "max_completion_tokens max_output_tokens max_tool_calls presence_penalty frequency_penalty repetition_penalty logprobs top_logprobs logit_bias parallel_tool_calls store dimensions top_n "
        + "return_documents raw_scores return_text truncate truncation normalize echo background include";

    private static readonly Shape Part = Unreadable(Shape.With("type cache_control")) with
    {
        Types = "text input_text output_text refusal summary_text reasoning_text thinking".Split(' ').ToFrozenSet(),
    };

    private static readonly Shape Function = Shape.With("type name strict", ("description", Field.Text), ("parameters", Field.Text), ("arguments", Field.Text), ("input", Field.Text));

    private static readonly Shape Call = Shape.With("id type index", ("function", Field.Of(Function)), ("custom", Field.Of(Function)));

    private static readonly Shape OfFunction = Messages("role tool_call_id id name");

    private static readonly Shape Message = Messages("role tool_call_id id") with
    {
        Variant = new Variant("role", "tool function".Split(' ').ToFrozenSet(), OfFunction),
    };

    /// <summary>What happened earlier in a conversation of the responses API; what the server kept of it was masked in another call.</summary>
    private static readonly Shape Item = Unreadable(Shape.With(
        "type role id call_id status name phase", ("content", Field.Of(Part)), ("output", Field.Of(Part)), ("summary", Field.Of(Part)), ("arguments", Field.Text), ("input", Field.Text), ("encrypted_content", Field.Unreadable))) with
    {
        Types = "message function_call function_call_output reasoning custom_tool_call custom_tool_call_output".Split(' ').ToFrozenSet(),
    };

    private static readonly Shape Tool = Shape.With("type name strict", ("description", Field.Text), ("parameters", Field.Text), ("function", Field.Of(Function)), ("custom", Field.Of(Function)));

    private static readonly Shape Schema = Shape.With("type name strict", ("description", Field.Text), ("schema", Field.Text));

    private static readonly Shape Format = Shape.With("type name strict", ("description", Field.Text), ("schema", Field.Text), ("json_schema", Field.Of(Schema)));

    private static readonly Shape Choice = Shape.With("type name mode", ("function", Field.Technical), ("custom", Field.Technical), ("tools", Field.Technical), ("allowed_tools", Field.Technical));

    private static readonly Field NamedTool = new(Meaning.Technical, Choice);

    private static readonly Field Prompt = new(Meaning.Text, Part, TakesNumbers: false);

    private static readonly Shape Chat = Unreadable(Root(
        ("messages", Field.Of(Message)), ("prediction", Field.Of(Shape.With("type", ("content", Field.Of(Part))))), ("functions", Field.Of(Function)), ("function_call", NamedTool)), keepsAudio: true);

    private static readonly Shape Completion = Unreadable(Root(("prompt", Prompt)), keepsAudio: true);

    /// <summary>What earlier calls left at the server names other people with the same placeholders.</summary>
    private static readonly Shape Response = Unreadable(Root(
        ("input", new Field(Meaning.Text, Item, TakesNumbers: false)), ("instructions", Field.Of(Item)), ("text", Field.Of(Shape.With("verbosity", ("format", Field.Of(Format))))),
        ("previous_response_id", Field.Unreadable), ("conversation", Field.Unreadable)), keepsAudio: true);

    private static readonly Shape Embedding = Unreadable(Root(("input", Prompt), ("inputs", Prompt)), keepsAudio: true);

    private static readonly Shape Rerank = Unreadable(Root(), keepsAudio: true);

    /// <summary>Null for what is no text at all.</summary>
    public static Shape? Of(GatewayCallKind kind) => kind switch
    {
        GatewayCallKind.Chat => Chat,
        GatewayCallKind.Completion => Completion,
        GatewayCallKind.Response => Response,
        GatewayCallKind.Embedding => Embedding,
        GatewayCallKind.Rerank => Rerank,
        _ => null,
    };

    private static Shape Root(params (string Name, Field Field)[] others) => Shape.With(
        Settings,
        [
            .. "stop user suffix metadata query documents texts prompt input inputs instructions".Split(' ').Except(others.Select(other => other.Name)).Select(name => (name, Field.Text)),
            ("tools", Field.Of(Tool)), ("tool_choice", NamedTool), ("response_format", Field.Of(Format)), .. others,
        ]);

    private static Shape Messages(string technical) => Unreadable(Shape.With(
        technical, ("content", Field.Of(Part)), ("tool_calls", Field.Of(Call)), ("function_call", Field.Of(Function))));

    private static Shape Unreadable(Shape shape, bool keepsAudio = false) => shape with
    {
        Fields = "audio audio_url document file file_data file_id file_url image images image_url input_audio source video video_url".Split(' ')
            .Where(name => !(keepsAudio && name == "audio"))
            .Select(name => KeyValuePair.Create(name, Field.Unreadable))
            .Concat(shape.Fields.Where(pair => !(pair.Key == "audio" && !keepsAudio))).ToFrozenDictionary(),
    };
}
