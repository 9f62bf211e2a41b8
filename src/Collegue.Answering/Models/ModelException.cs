using Collegue.Storage.Models;

namespace Collegue.Answering.Models;

/// <summary>A model gave no usable answer. Its message never holds what was asked, what came back or the key.</summary>
public sealed class ModelException(ModelOutcome outcome, Exception? inner = null) : Exception($"The model gave no answer: {outcome}.", inner)
{
    public ModelOutcome Outcome => outcome;
}
