package io.snodo.hub;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the RSA signatures that are made and verified in this JVM, by the hub and by its test alike. */
public final class CountedRsa implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final AtomicInteger VERIFIED = new AtomicInteger();

    /** Before all others, until it is closed. */
    private static final class Counting extends Provider {
        private static final long serialVersionUID = 1;

        Counting() {
            super("CountedRsa", "1", "counts");
            putService(new Service(this, "Signature", "SHA256withRSA", Counted.class.getName(), null, null));
        }
    }

    public CountedRsa() {
        MADE.set(0);
        VERIFIED.set(0);
        Security.insertProviderAt(new Counting(), 1);
    }

    public int made() {
        return MADE.get();
    }

    public int verified() {
        return VERIFIED.get();
    }

    @Override
    public void close() {
        Security.removeProvider("CountedRsa");
    }

    /** The JDK's own, counted. */
    public static final class Counted extends SignatureSpi {
        private final Signature own;

        public Counted() throws GeneralSecurityException {
            own = Signature.getInstance("SHA256withRSA", "SunRsaSign");
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            own.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            own.initSign(key);
        }

        @Override
        protected void engineUpdate(byte octet) throws SignatureException {
            own.update(octet);
        }

        @Override
        protected void engineUpdate(byte[] octets, int offset, int length) throws SignatureException {
            own.update(octets, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            MADE.incrementAndGet();
            return own.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            VERIFIED.incrementAndGet();
            return own.verify(signature);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
