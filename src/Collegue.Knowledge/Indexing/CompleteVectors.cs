using Collegue.Knowledge.Embedding.Models;

namespace Collegue.Knowledge.Indexing;

/// <summary>Gives a generation the complete vectors another model left on disk: those of the model wanted, else of the one before it.</summary>
internal sealed class CompleteVectors(EmbeddingModels models, EmbeddingState state)
{
    /// <summary>Once for each generation; reads files and may open a model. A model that cannot be opened is the worker's to report.</summary>
    public void Seek(IndexSnapshot snapshot)
    {
        if (!models.AnotherIsWanted || !snapshot.FirstSeek())
        {
            return;
        }

        try
        {
            if (models.Configured() is not { } wanted || Attach(snapshot, wanted) || models.Previous() is not { } previous || Attach(snapshot, previous))
            {
                return;
            }
        }
        catch (EmbeddingException)
        {
        }

        state.Serves(null);
    }

    /// <summary>False when the disk has none by this model.</summary>
    public bool Attach(IndexSnapshot snapshot, EmbeddingModel model)
    {
        if (MeaningVectors.Read(snapshot.Folder, model, snapshot.Map.Rows.Count) is not { } vectors)
        {
            return false;
        }

        Use(snapshot, vectors);
        return true;
    }

    /// <summary>Searches that begin from now on compare with these.</summary>
    public void Use(IndexSnapshot snapshot, MeaningVectors vectors)
    {
        snapshot.Another = vectors;
        state.Serves(vectors.Model.Label);
    }
}
