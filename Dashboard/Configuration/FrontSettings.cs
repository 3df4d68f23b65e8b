using System.ComponentModel.DataAnnotations;

namespace Anomaly.Dashboard.Configuration;

/// <summary>Section <c>Web</c>: what every host has of it.</summary>
public class FrontSettings
{
    /// <summary>The address that the dashboard and the REST API listen on.</summary>
    [ListenHost]
    public string Host { get; set; } = "localhost";

    /// <summary>Their port.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 5000;

    /// <summary>The keys that the API and the pages take, by name: a role, and the hash of the key, as <c>new-key</c> prints them.</summary>
    public Dictionary<string, string> ApiKeys { get; set; } = [];

    /// <summary>The identity provider that people and programs sign in by.</summary>
    public OpenIdConnectSettings OpenIdConnect { get; set; } = new();

    /// <summary>Whether an address that others can reach may be listened on without authentication, and whether names other than this machine's are answered to.</summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>The file of the certificate to serve https by, PEM or PKCS#12; empty: http.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>The file of its private key, where the certificate is PEM and the key is not in it.</summary>
    public string CertificateKey { get; set; } = "";

    /// <summary>The password of the private key, or of the PKCS#12 file.</summary>
    public string CertificatePassword { get; set; } = "";

    /// <summary>How many requests a second one client may make, in the mean; bursts of ten seconds' worth are let through. 0: as many as it likes.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 100;

    /// <summary>Whether anybody is asked who they are.</summary>
    internal bool HasAuthentication => ApiKeys.Count > 0 || OpenIdConnect.Authority.Length > 0;

    /// <summary>http, or https.</summary>
    internal string Scheme => Certificate.Length > 0 ? "https" : "http";

    /// <summary>Whether Orleans' own dashboard is served at <c>/orleans</c>. Every silo of a cluster must have it, or none.</summary>
    public bool OrleansDashboard { get; set; }
}
