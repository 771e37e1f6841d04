namespace Fleek.Sim.Live.Identity;

/// <summary>What a secret is for; a file of one kind is not taken for another.</summary>
public enum SecretKind : byte
{
    /// <summary>The seed of an Ed25519 key: who a party is.</summary>
    SigningKey = 1,

    /// <summary>What a node makes the keys of its chunks of. It has to outlive restarts: keys are asked for again.</summary>
    ChunkKeys = 2,
}
