using System.Security.Cryptography;

namespace Anomaly.Notifications.Secrets;

/// <summary>A key of the key file: it protects the key ring, and is never in the database.</summary>
internal sealed class MasterKey
{
    public const int Size = 32;

    private const int IdSize = 6;

    private readonly byte[] _key;

    public MasterKey(byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Size, nameof(key));
        _key = key;
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(key, "anomaly key id"u8)[..IdSize]);
    }

    /// <summary>Tells it from others, and says nothing of it.</summary>
    public string Id { get; }

    /// <summary>Encrypts by AES-256-GCM.</summary>
    /// <returns>The nonce, the tag, and as many bytes as <paramref name="plain"/> has.</returns>
    public byte[] Encrypt(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var sealedBytes = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + plain.Length];
        var (nonce, tag, cipher) = Parts(sealedBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, AesGcm.TagByteSizes.MaxSize);
        aes.Encrypt(nonce, plain, cipher, tag, context);
        return sealedBytes;
    }

    /// <summary>Decrypts what <see cref="Encrypt"/> made.</summary>
    /// <exception cref="CryptographicException">It was made by another key or for another context, or is damaged.</exception>
    public byte[] Decrypt(byte[] sealedBytes, ReadOnlySpan<byte> context)
    {
        if (sealedBytes.Length < AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize)
            throw new CryptographicException($"An encrypted text of {sealedBytes.Length} bytes is damaged.");

        var (nonce, tag, cipher) = Parts(sealedBytes);
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(_key, AesGcm.TagByteSizes.MaxSize);
        aes.Decrypt(nonce, cipher, tag, plain, context);
        return plain;
    }

    private static SealedParts Parts(byte[] bytes) => new(bytes);

    private readonly ref struct SealedParts(byte[] bytes)
    {
        public void Deconstruct(out Span<byte> nonce, out Span<byte> tag, out Span<byte> cipher)
        {
            nonce = bytes.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
            tag = bytes.AsSpan(AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
            cipher = bytes.AsSpan(AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize);
        }
    }
}
